import type { Permission, PolicyDefinition } from '../../../policy/index.ts';

/** What the form begins with while a permission has no policy. */
export function starter(permission: Permission): PolicyDefinition {
  return {
    permission,
    requirements: [
      {
        fact: 'best_verified_score',
        operator: 'gte',
        value: 60,
        code: 'low_quality',
        title: { 'zh-CN': '网站质量分不足', en: 'Site quality is too low' },
        remedy: { 'zh-CN': '充实原创内容，按检测报告逐项整改后申请复审。', en: 'Add original content, repair what the report names, and ask for a re-review.' },
      },
    ],
  };
}

/** A definition as one edits it: the keys in the order in which one thinks of them, whatever order they were kept in. */
export function asText({ permission, requirements }: PolicyDefinition): string {
  const tongues = (text: { 'zh-CN': string; en: string }) => ({ 'zh-CN': text['zh-CN'], en: text.en });
  const ordered = requirements.map(({ fact, operator, value, code, title, remedy }) => ({ fact, operator, value, code, title: tongues(title), remedy: tongues(remedy) }));
  return JSON.stringify({ permission, requirements: ordered }, null, 2);
}
