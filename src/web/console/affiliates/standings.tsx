import { neededWords, valueWords } from '../../../notices/index.ts';
import { type AffiliateStanding, PERMISSIONS } from '../../../policy/index.ts';
import { Banner, Card, State } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { StandingState } from '../desk/bits.tsx';
import type { ReasonTitles } from '../desk/reasons.ts';
import { standingWord } from '../desk/words.ts';

/** Where the affiliate stands on each permission, why, and what it lacks. */
export function Standings({ standings, reasons }: { standings: AffiliateStanding[]; reasons: ReasonTitles }) {
  return <div class="halves">{standings.map((each) => <OneStanding standing={each} reasons={reasons} />)}</div>;
}

function OneStanding({ standing, reasons }: { standing: AffiliateStanding; reasons: ReasonTitles }) {
  const { t, locale, fmt } = useView();
  const { permission, state, since, closesAt } = standing;
  const pending = standing.pendingSweepId !== null;
  const word = standingWord({ state, pending });
  return (
    <Card level={3} title={PERMISSIONS[permission][locale]} actions={<StandingState word={word} />} tone={word === 'pending' ? 'warn' : word === 'closed' ? 'bad' : undefined}>
      {state === 'never' && <p class="dim">{t('console.affiliate.never')}</p>}
      {since && <p class="dim">{t(state === 'granted' ? 'console.affiliate.held_since' : 'console.affiliate.closed_since', { date: fmt.date(since) })}</p>}
      {pending && (
        <Banner level={3} tone="warn" title={standing.pendingSweepId === null ? '' : <a href={`/console/sweeps/${standing.pendingSweepId}`}>{t('console.cause.sweep', { id: standing.pendingSweepId })}</a>} {...(closesAt ? { until: closesAt, untilLabel: t('console.affiliate.closes_at') } : {})}>
          {!closesAt && <p>{t('console.affiliate.no_date')}</p>}
        </Banner>
      )}
      {standing.reasons.length > 0 && (
        <div class="stack-s">
          <p class="label">{t('console.affiliate.closing_reasons')}</p>
          <ul>{standing.reasons.map((code) => <li>{reasons(permission, code, locale, t)}</li>)}</ul>
        </div>
      )}
      {standing.policyVersion !== null && standing.requirements.length > 0 && (
        <div class="stack-s">
          <p class="label">{t('console.affiliate.now', { version: standing.policyVersion })}</p>
          <ul class="rows">
            {standing.requirements.map((each) => (
              <li class="spread">
                <span class="two"><span>{each.title[locale]}</span><small class="dim num">{valueWords(each.fact, each.actual === null ? null : Math.round(each.actual * 10) / 10, locale)} / {neededWords(each.fact, each.operator, each.threshold, locale)}</small></span>
                {each.passes === null ? <State>{t('console.affiliate.unknown')}</State> : each.passes ? <State tone="good">{t('console.affiliate.meets')}</State> : <State tone="bad">{t('console.affiliate.fails')}</State>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
