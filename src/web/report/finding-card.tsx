import { Card, Icon, type Tone } from '../ui/index.ts';
import { useView } from '../view.ts';
import { isWordKey } from '../words/index.ts';
import { EvidencePiece } from './evidence-piece.tsx';
import type { Finding, Gravity } from './types.ts';

/** As many pieces of evidence are open; the rest folds. */
const OPEN = 3;

export const GRAVITY_TONE: Record<Gravity, Tone> = { confirmed: 'bad', open: 'warn', review: 'warn', deduction: 'warn', none: 'info', rejected: 'plain' };
/** What is rarely the owner's own doing, and then is a break-in. */
const LIKE_A_BREAK_IN = new Set(['cookie_stuffing', 'forced_redirect']);

/** One finding: what, where we saw it, how to repair it, and why it matters. */
export function FindingCard({ finding }: { finding: Finding }) {
  const { t, locale } = useView();
  const { code, evidence } = finding;
  const why = `report.why.${code}`;
  const what = `report.what.${code}`;
  const rest = evidence.slice(OPEN);
  const helps = LIKE_A_BREAK_IN.has(code) && finding.gravity !== 'rejected';
  return (
    <Card level={3} tone={GRAVITY_TONE[finding.gravity]} title={finding.title[locale]} id={`finding-${code}`} class="finding">
      <Seen finding={finding} />
      {finding.gravity !== 'rejected' && <div class="finding-part"><h4>{t('report.repair')}</h4><p>{finding.remedy[locale]}</p></div>}
      {helps && <div class="finding-help"><Icon name="shield" /><div><p><strong>{t('report.help.title')}</strong></p><p>{t('report.help.body')}</p></div></div>}
      {evidence.length > 0 && (
        <div class="finding-part">
          <h4>{t('report.saw')}</h4>
          {isWordKey(what) && <p>{t(what)}</p>}
          <div class="stack">{evidence.slice(0, OPEN).map((piece) => <EvidencePiece code={code} evidence={piece} />)}</div>
          {rest.length > 0 && (
            <details class="fold">
              <summary>{t('report.saw.more', { n: rest.length })}</summary>
              <div class="stack">{rest.map((piece) => <EvidencePiece code={code} evidence={piece} />)}</div>
            </details>
          )}
        </div>
      )}
      {isWordKey(why) && <div class="finding-part"><h4>{t('report.why')}</h4><p>{t(why)}</p></div>}
    </Card>
  );
}

function Seen({ finding }: { finding: Finding }) {
  const { t, fmt } = useView();
  const { observation: seen } = finding;
  const said = [
    finding.confirmed && seen?.decidedAt ? t('report.confirmed_at', { date: fmt.date(seen.decidedAt) }) : '',
    seen ? t('report.times', { n: seen.times, date: fmt.date(seen.firstSeenAt) }) : '',
  ].filter((each) => each !== '');
  return said.length === 0 ? null : <p class="dim">{said.join(' · ')}</p>;
}
