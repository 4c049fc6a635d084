import { permissionWords } from '../../../notices/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import { Badge, type IconName, type Tone } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';

/** How a permission stands, as its holder sees it: a closing that is announced is a state of its own. */
export type Mood = 'held' | 'closing' | 'closed' | 'never';

export function moodOf(standing: Pick<AffiliateStanding, 'state' | 'pendingSweepId'>): Mood {
  if (standing.state === 'never') return 'never';
  if (standing.state === 'closed') return 'closed';
  return standing.pendingSweepId === null ? 'held' : 'closing';
}

const LOOKS: Record<Mood, { tone: Tone; icon: IconName }> = {
  held: { tone: 'good', icon: 'check' },
  closing: { tone: 'warn', icon: 'clock' },
  closed: { tone: 'bad', icon: 'close' },
  never: { tone: 'plain', icon: 'info' },
};

export const toneOf = (mood: Mood): Tone => LOOKS[mood].tone;

/** The state of a permission: colour, icon and word. */
export function MoodBadge({ mood }: { mood: Mood }) {
  const { t } = useView();
  return <Badge tone={LOOKS[mood].tone} icon={LOOKS[mood].icon}>{t(`portal.state.${mood}`)}</Badge>;
}

/** What a permission is called in the view's language. */
export const nameOf = (view: Pick<View, 'locale'>, permission: string): string => permissionWords(permission, view.locale).name;

/** What holds while it is closed, and from when it is open again. */
export const meaningOf = (view: Pick<View, 'locale'>, permission: string): { closed: string; open: string } => {
  const { whenClosed, whenOpen } = permissionWords(permission, view.locale);
  return { closed: whenClosed, open: whenOpen };
};

/** True when what is asked for is not there now: the holder has something to repair. */
export const lacks = (standing: AffiliateStanding): boolean => standing.passes === false;
