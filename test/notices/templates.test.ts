import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileAll, TEMPLATES } from '../../scripts/build-templates.ts';
import { loadConfig } from '../../src/lib/config.ts';
import { type NoticeKind, renderNotice, requirementTextFrom, type RenderInput } from '../../src/notices/index.ts';
import { LOCALES, NOTICE_KINDS } from '../../src/notices/kinds.ts';
import { compileTemplate } from '../../src/lib/template.ts';

interface Sample {
  kind: NoticeKind;
  permission: string;
  affiliate: { name: string; memberId: string };
  statedEffectiveAt: string | null;
  payload: Record<string, unknown>;
  requirements: unknown[];
}

const config = loadConfig({ NODE_ENV: 'test', PUBLIC_URL: 'https://tuiguan.example/' });

function sample(kind: NoticeKind): Sample {
  return JSON.parse(readFileSync(join(TEMPLATES, kind.replaceAll('_', '-'), 'sample.json'), 'utf8')) as Sample;
}

function input(kind: NoticeKind, locale: 'zh-CN' | 'en'): RenderInput {
  const { permission, affiliate, statedEffectiveAt, payload, requirements } = sample(kind);
  return {
    notice: { id: 77, kind, permission, payload }, affiliate, locale, config, dateIsFinal: true,
    requirementText: requirementTextFrom(new Map([[1, { requirements }]])),
    effectiveAt: statedEffectiveAt ? new Date(statedEffectiveAt) : null,
  };
}

describe('the templates', () => {
  it('are compiled from the MJML beside them', () => {
    for (const { file, html } of compileAll()) expect(readFileSync(file, 'utf8') === html, `${file}: run npx tsx scripts/build-templates.ts`).toBe(true);
  });

  describe.each(NOTICE_KINDS)('%s', (kind) => {
    it.each(LOCALES)('reads whole in %s, without a tag or a hole left', (locale) => {
      const { subject, html, text, message } = renderNotice(input(kind, locale));
      for (const part of [subject, html, text, message.title, message.body]) {
        expect(part.trim()).not.toBe('');
        expect(part).not.toMatch(/\{\{|\}\}|undefined|null|NaN|\[object/);
      }
      const date = { 'zh-CN': kind === 'reopened' ? '2013 年 12 月 13 日' : '2013 年 12 月 11 日', en: kind === 'reopened' ? '13 December 2013' : '11 December 2013' }[locale];
      for (const part of [html, text, `${message.title}\n${message.body}`]) expect(part).toContain(date);
      expect(html + text).toContain('https://tuiguan.example/');
      expect(text).toContain('notice@tuiguan.example');
      expect(text).toContain('N77');
      expect(text).toContain('26632322');
      expect(Buffer.byteLength(html)).toBeLessThan(102_400); // Gmail cuts what is longer
    });
  });

  it('say in the subject what closes and when, in the words of both languages', () => {
    expect(renderNotice(input('closing_announced', 'zh-CN')).subject).toBe('【重要】您的天猫推广跨店结算权限将于 2013 年 12 月 11 日关闭');
    expect(renderNotice(input('closing_announced', 'en')).subject).toBe('Important: your Tmall cross-store settlement permission closes on 11 December 2013');
  });

  it('give each reason with the value, what is needed, and the way to repair it', () => {
    const { text, html } = renderNotice(input('closing_announced', 'zh-CN'));
    expect(text).toContain('当前：43.3 分；要求：不低于 60 分');
    expect(text).toContain('当前：0 个；要求：不低于 1 个');
    expect(text).toContain('关闭时间：2013 年 12 月 11 日 00:00（北京时间，UTC+8）\n');
    expect(html).toContain('充实原创内容');
    expect(renderNotice(input('closing_announced', 'en')).text).toContain('Now: 43.3 points; required: at least 60 points');
  });

  it('say of an unknown value that it is not known, not that it is zero', () => {
    const given = input('closing_announced', 'en');
    given.notice.payload = { ...sample('closing_announced').payload, failed: [{ code: 'score_low', actual: null }] };
    expect(renderNotice(given).text).toContain('Now: not known; required: at least 60 points');
  });

  it('escape hostile values in HTML and keep the subject on one line', () => {
    const given = input('closing_announced', 'en');
    given.affiliate = { name: '<img src=x onerror=alert(1)>{{memberId}}\r\nBcc: all@example.com', memberId: '"><script>' };
    given.notice.permission = 'a\r\nBcc: all@example.com';
    const { html, subject } = renderNotice(given);
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{memberId}}');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('refuse to render with a hole, naming the file and the variable', () => {
    const given = input('closing_announced', 'en');
    given.effectiveAt = null;
    expect(() => renderNotice(given)).toThrow('templates/closing-announced/en/subject.txt: {{effectiveDate}}');
    given.notice.payload = { policyVersionId: 1 };
    expect(() => renderNotice(given)).toThrow('notice 77: payload.policyVersion');
  });
});

describe('compileTemplate', () => {
  const render = (source: string, view: Parameters<ReturnType<typeof compileTemplate>>[0], format: 'html' | 'text' = 'text'): string => compileTemplate(source, 'x.txt', format)(view);

  it('repeats lists, shows what is given, and leaves no empty line behind', () => {
    expect(render('a\n{{#list}}\n- {{name}} of {{total}}\n{{/list}}\n{{^none}}\nz\n{{/none}}\n', { list: [{ name: 'x' }, { name: 'y' }], total: 2, none: null })).toBe('a\n- x of 2\n- y of 2\nz\n');
  });
  it('throws for a variable that is missing, also one that only a section asks for', () => {
    expect(() => render('{{#gone}}x{{/gone}}', {})).toThrow('x.txt: the variable gone is missing');
    expect(() => render('{{constructor}}', {})).toThrow('the variable constructor is missing');
  });
  it.each(['{{#a}}x', 'x{{/a}}', '{{#a}}{{/b}}', '{{ a }}', '{{{a}}}'])('refuses the malformed %s', (source) => {
    expect(() => compileTemplate(source, 'x.txt', 'text')).toThrow('x.txt');
  });
});
