import type { Fmt } from '../../fmt.ts';
import type { Translate } from '../../words/index.ts';

const DAY_MS = 86_400_000;
/** UTC+8, in which days are told. */
const ZONE_MS = 8 * 3_600_000;

/** The day on which somebody was last here, counted in days of the calendar; both moments are real time. */
export function seenWords(at: Date | null, now: Date, t: Translate, fmt: Fmt): string {
  if (at === null) return t('portal.team.seen_none');
  const day = (moment: Date): number => Math.floor((moment.getTime() + ZONE_MS) / DAY_MS);
  const days = Math.max(0, day(now) - day(at));
  return days === 0 ? t('portal.team.seen_today') : t('portal.team.seen_ago', { span: fmt.span(days * DAY_MS) });
}
