import type { ReviewCase } from '../../../reviews/index.ts';
import { Badge, type IconName, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';

export type CaseState = 'open' | 'kept' | 'reopened' | 'refused';

export const stateOf = ({ state, decision }: Pick<ReviewCase, 'state' | 'decision'>): CaseState => (state === 'open' || decision === null ? 'open' : decision);

const LOOKS: Record<CaseState, { tone: Tone; icon: IconName }> = {
  open: { tone: 'info', icon: 'clock' },
  kept: { tone: 'good', icon: 'check' },
  reopened: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'close' },
};

export const caseTone = (state: CaseState): Tone => LOOKS[state].tone;

/** How a re-review stands, in a word. */
export function CaseBadge({ of }: { of: Pick<ReviewCase, 'state' | 'decision'> }) {
  const { t } = useView();
  const state = stateOf(of);
  return <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>{t(`portal.outcome.${state}`)}</Badge>;
}
