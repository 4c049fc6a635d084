import { type AffiliateStanding, PERMISSIONS } from '../../../policy/index.ts';
import { catalogue } from '../../../quality/index.ts';
import type { Tone } from '../../ui/index.ts';
import { isWordKey, type Locale, type Translate } from '../../words/index.ts';

/** What a permission is called; one that is not in the catalogue any more has no name to show. */
export function permissionName(permission: string, locale: Locale, t: Translate): string {
  return (PERMISSIONS as Record<string, Record<Locale, string> | undefined>)[permission]?.[locale] ?? t('console.permission.other');
}

/** All permissions as choices. */
export function permissionOptions(locale: Locale): { value: string; label: string }[] {
  return Object.entries(PERMISSIONS).map(([value, names]) => ({ value, label: names[locale] }));
}

/** What a violation is called. */
export function violationTitle(code: string, locale: Locale, t: Translate): string {
  return catalogue.violations.find((each) => each.code === code)?.title[locale] ?? t('console.reason.other');
}

/** Words whose key ends with a state's name; `otherwise` for a state that has none. */
export function wordOf(prefix: string, name: string, t: Translate, otherwise = name): string {
  const key = `${prefix}${name}`;
  return isWordKey(key) ? t(key) : otherwise;
}

export type StandingWord = 'granted' | 'pending' | 'closed' | 'never';

/** Where somebody stands, with an announced closing told apart. */
export function standingWord(standing: { state: AffiliateStanding['state']; pending: boolean }): StandingWord {
  return standing.state === 'granted' && standing.pending ? 'pending' : standing.state;
}

export const STANDING_TONES: Record<StandingWord, Tone> = { granted: 'good', pending: 'warn', closed: 'bad', never: 'plain' };

export const DELIVERY_TONES: Record<string, Tone> = { pending: 'plain', claimed: 'plain', sending: 'info', accepted: 'good', deferred: 'warn', bounced: 'bad', unknown: 'bad', withdrawn: 'plain' };

export const DECISION_TONES: Record<string, Tone> = { kept: 'good', reopened: 'good', refused: 'bad' };
