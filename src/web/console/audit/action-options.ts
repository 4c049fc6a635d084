import { isWordKey, type Translate, WORDS } from '../../words/index.ts';

/** Groups as they are offered, by the beginning of their actions: the heart first, accounts last. */
const GROUPS = [
  'sweep', 'standing', 'policy', 'case', 'observation', 'notices', 'suppression', 'affiliate', 'records', 'resource', 'record',
  'placement', 'proof', 'crawl', 'facts', 'staff', 'key', 'session', 'password', 'totp', 'user',
] as const;

const PREFIX = 'console.action.';

/** Every action that has words, in order of its group. */
const ACTIONS = GROUPS.map((group) => ({
  group,
  actions: Object.keys(WORDS).filter((key) => key.startsWith(`${PREFIX}${group}.`)).map((key) => key.slice(PREFIX.length)),
}));

/** True for what the page offers: an action, or the beginning of a whole group (`sweep.`). */
export function isOffered(action: string): boolean {
  return ACTIONS.some(({ group, actions }) => action === `${group}.` || actions.includes(action));
}

/** The actions as choices, each group with a choice for all of it; a group of one is that one. */
export function actionOptions(t: Translate): { value: string; label: string }[] {
  return ACTIONS.flatMap(({ group, actions }) => {
    const name = t(`console.action_group.${group}`);
    const ones = actions.flatMap((action) => {
      const key = `${PREFIX}${action}`;
      return isWordKey(key) ? [{ value: action, label: t('console.audit.group_one', { group: name, action: t(key) }) }] : [];
    });
    return ones.length < 2 ? ones : [{ value: `${group}.`, label: t('console.audit.group_all', { group: name }) }, ...ones];
  });
}
