import { type Permission, PERMISSIONS } from '../../../policy/index.ts';
import { Card, Stat, Stats } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { linkTo } from '../desk/query.ts';
import type { Overview } from './load.ts';

/** What waits in each queue. */
export function Queues({ overview: { cases, observations, deliveries } }: { overview: Overview }) {
  const { t, fmt } = useView();
  const { bounced, unknown, deferred } = deliveries.unsettled;
  const number = (n: number): string => fmt.number(n);
  return (
    <Stats>
      <Stat label={t('console.overview.open_cases')} value={number(cases.open)} href="/console/cases" tone={cases.overdue > 0 ? 'bad' : undefined} note={cases.overdue > 0 ? t('console.overview.overdue_n', { n: cases.overdue }) : cases.open > 0 && t('console.overview.on_time')} />
      <Stat label={t('console.overview.open_observations')} value={number(observations.open)} href="/console/observations" tone={observations.ripe > 0 ? 'warn' : undefined} note={observations.open > 0 && t('console.overview.ripe_n', { n: observations.ripe })} />
      <Stat label={t('console.overview.trouble')} value={number(bounced + unknown + deferred)} href="/console/deliveries" tone={bounced + unknown > 0 ? 'bad' : undefined}
        note={bounced + unknown + deferred > 0 && t('console.overview.trouble_n', { bounced: number(bounced), unknown: number(unknown), deferred: number(deferred) })} />
    </Stats>
  );
}

/** How many hold each permission, are about to lose it, or have lost it. */
export function PermissionCards({ overview: { standings } }: { overview: Overview }) {
  const { t, locale, fmt } = useView();
  return (
    <div class="halves">
      {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => {
        const count = standings.permissions[permission];
        const list = (state: string): string => linkTo('/console/affiliates', { permission, state });
        return (
          <Card level={3} title={PERMISSIONS[permission][locale]}>
            <Stats>
              <Stat label={t('console.standing.granted')} value={fmt.number(count.granted)} href={list('granted')} />
              <Stat label={t('console.standing.pending')} value={fmt.number(count.pending)} href={list('pending')} tone={count.pending > 0 ? 'warn' : undefined} />
              <Stat label={t('console.standing.closed')} value={fmt.number(count.closed)} href={list('closed')} />
            </Stats>
          </Card>
        );
      })}
    </div>
  );
}
