import { type Permission, type PolicyDefinition, PolicyDefinitionSchema } from '../../../policy/index.ts';
import type { Translate, WordKey } from '../../words/index.ts';

/** One thing wrong in a definition: where, as one writes it in the text, and what is expected there. */
export interface Fault {
  path: string;
  text: string;
}

export type ReadDefinition = { ok: true; definition: PolicyDefinition } | { ok: false; faults: Fault[] };

/** Reads a policy that was typed as JSON, for one permission. Every fault is told at once, with its path. */
export function readDefinition(text: string, permission: Permission, t: Translate): ReadDefinition {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, error);
    return { ok: false, faults: [{ path: '', text: line === null ? t('policy.fault.json_somewhere') : t('policy.fault.json', { line }) }] };
  }
  const result = PolicyDefinitionSchema.safeParse(input);
  if (!result.success) return { ok: false, faults: result.error.issues.map((issue) => ({ path: pathOf(issue.path), text: faultText(issue, permission, t) })) };
  if (result.data.permission !== permission) return { ok: false, faults: [{ path: 'permission', text: t('policy.fault.permission', { permission }) }] };
  return { ok: true, definition: result.data };
}

/** requirements[0].value */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((all, part) => (typeof part === 'number' ? `${all}[${part}]` : `${all}${all === '' ? '' : '.'}${String(part)}`), '');
}

const WORDS: Record<string, WordKey> = {
  requirements: 'policy.fault.requirements',
  fact: 'policy.fault.fact',
  operator: 'policy.fault.operator',
  value: 'policy.fault.value',
  code: 'policy.fault.code',
  title: 'policy.fault.text',
  remedy: 'policy.fault.text',
  'zh-CN': 'policy.fault.text',
  en: 'policy.fault.text',
};

function faultText(issue: { code: string; path: readonly PropertyKey[] }, permission: Permission, t: Translate): string {
  const last = String(issue.path.at(-1) ?? '');
  if (issue.code === 'unrecognized_keys' && 'keys' in issue) return t('policy.fault.unknown', { names: (issue.keys as string[]).join(', ') });
  if (issue.code === 'custom') return t('policy.fault.code_twice');
  if (last === 'permission') return t('policy.fault.permission', { permission });
  return t(WORDS[last] ?? 'policy.fault.other');
}

/** Where the parser stumbled; null when it does not say. */
function lineOf(text: string, error: unknown): number | null {
  const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return at === undefined ? null : text.slice(0, Number(at)).split('\n').length;
}
