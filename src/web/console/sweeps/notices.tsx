import type { Hono } from 'hono';
import { z } from 'zod';
import { type NoticeRow, sweepNoticesPage } from '../../../notices/index.ts';
import type { Sweep } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { type Column, EmptyState, State, Table, Tabs, Time, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked, idIn, linkTo } from '../desk/query.ts';
import { SweepFrame } from './frame.tsx';
import { sweepById } from './load.ts';

type DeliveryState = NoticeRow['state'];
const PAGE = 20;
const STATES = ['accepted', 'pending', 'claimed', 'sending', 'deferred', 'bounced', 'unknown', 'withdrawn'] as const satisfies readonly DeliveryState[];
const TONES: Record<DeliveryState, Tone> = { accepted: 'good', pending: 'plain', claimed: 'info', sending: 'info', deferred: 'warn', bounced: 'bad', unknown: 'bad', withdrawn: 'plain' };

/** `/console/sweeps/:id/notices`: every notice of the sweep, and how far it came. */
export function addSweepNotices(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/:id{[0-9]+}/notices', async (c) => {
    const ctx = c.get('ctx');
    const sweep = await sweepById(ctx, idIn(c, 'sweep'));
    const state = asked(c, 'state', z.enum(STATES));
    const after = asked(c, 'after', z.string().regex(/^\d{1,16}\.[a-z_]{1,30}$/));
    const { counts, rows, next } = await sweepNoticesPage(ctx, { sweepId: sweep.id, state, after, limit: PAGE });
    const here = `/console/sweeps/${sweep.id}/notices`;
    const older = next === null ? null : linkTo(here, { state, after: next });
    return render(c, <NoticesPage sweep={sweep} counts={byState(counts)} state={state} rows={rows} older={older} first={after === undefined ? null : linkTo(here, { state })} />);
  });
}

function byState(counts: { state: DeliveryState; count: number }[]): Map<DeliveryState, number> {
  const sums = new Map<DeliveryState, number>();
  for (const { state, count } of counts) sums.set(state, (sums.get(state) ?? 0) + count);
  return sums;
}

interface NoticesProps {
  sweep: Sweep;
  counts: Map<DeliveryState, number>;
  state: DeliveryState | undefined;
  rows: NoticeRow[];
  older: string | null;
  first: string | null;
}

function NoticesPage({ sweep, counts, state, rows, older, first }: NoticesProps) {
  const { t } = useView();
  const here = `/console/sweeps/${sweep.id}/notices`;
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const tabs = [
    { href: here, label: t('sweep.notices.all'), count: all, current: state === undefined },
    ...STATES.filter((each) => (counts.get(each) ?? 0) > 0 || each === state).map((each) => ({ href: `${here}?state=${each}`, label: t(`sweep.delivery.${each}`), count: counts.get(each) ?? 0, current: each === state })),
  ];
  return (
    <SweepFrame sweep={sweep} tab="notices">
      {all > 0 && <Tabs tabs={tabs} label={t('sweep.notices.state')} />}
      <Table
        caption={t('sweep.notices.caption')}
        columns={useColumns()}
        rows={rows}
        empty={all === 0 ? <EmptyState title={t('sweep.notices.empty')} icon="mail">{t('sweep.notices.empty.do')}</EmptyState> : <EmptyState title={t('sweep.notices.none')} small />}
        pager={{ newer: first, older }}
      />
    </SweepFrame>
  );
}

function useColumns(): Column<NoticeRow>[] {
  const { t } = useView();
  return [
    { key: 'who', title: t('sweep.items.affiliate'), nowrap: true, cell: ({ affiliateId, memberId }) => <a class="num" href={`/console/affiliates/${affiliateId}`}>{t('sweep.items.member', { id: memberId })}</a> },
    { key: 'kind', title: t('sweep.notices.kind'), nowrap: true, cell: ({ kind }) => t(`sweep.kind.${kind}`) },
    {
      key: 'state',
      title: t('sweep.notices.state'),
      cell: ({ state, attempts }) => <><State tone={TONES[state]}>{t(`sweep.delivery.${state}`)}</State>{attempts > 1 && <div class="dim small">{t('sweep.notices.attempts', { n: attempts })}</div>}</>,
    },
    { key: 'accepted', title: t('sweep.notices.accepted'), cell: ({ acceptedAt }) => (acceptedAt ? <Time at={acceptedAt} /> : '–') },
    { key: 'stated', title: t('sweep.notices.stated'), cell: ({ statedEffectiveAt, kind }) => (statedEffectiveAt && kind === 'closing_announced' ? <Time at={statedEffectiveAt} /> : '–') },
    { key: 'said', title: t('sweep.notices.said'), cell: ({ address, response }) => <>{address && <div class="any">{address}</div>}<div class="dim small any" lang="en">{response ?? (address ? '' : '–')}</div></> },
  ];
}
