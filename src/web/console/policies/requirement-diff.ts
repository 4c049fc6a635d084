import type { PolicyDefinition } from '../../../policy/index.ts';
import type { Requirement } from './requirement-words.ts';

export interface ChangedRequirement {
  before: Requirement;
  after: Requirement;
}

export interface PolicyDiff {
  added: Requirement[];
  removed: Requirement[];
  changed: ChangedRequirement[];
  same: Requirement[];
}

/** Two policies held against each other, requirement by requirement; the reason code says which is which. */
export function diffPolicies(before: PolicyDefinition, after: PolicyDefinition): PolicyDiff {
  const old = new Map(before.requirements.map((each) => [each.code, each]));
  const diff: PolicyDiff = { added: [], removed: [], changed: [], same: [] };
  for (const each of after.requirements) {
    const was = old.get(each.code);
    old.delete(each.code);
    if (!was) diff.added.push(each);
    else if (sameRequirement(was, each)) diff.same.push(each);
    else diff.changed.push({ before: was, after: each });
  }
  diff.removed.push(...old.values());
  return diff;
}

/** True when nothing differs, the order of requirements aside. */
export function isSame(diff: PolicyDiff): boolean {
  return diff.added.length + diff.removed.length + diff.changed.length === 0;
}

function sameRequirement(a: Requirement, b: Requirement): boolean {
  return a.fact === b.fact && a.operator === b.operator && a.value === b.value && (['title', 'remedy'] as const).every((part) => a[part]['zh-CN'] === b[part]['zh-CN'] && a[part].en === b[part].en);
}
