import type { Hono } from 'hono';
import { z } from 'zod';
import { can } from '../../../auth/index.ts';
import { decideObservations, listObservations, type ObservationRow, openObservationCount } from '../../../crawl/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { Banner, ConsoleShell, EmptyState, PageHead, Pager, Tabs } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked, linkTo } from '../desk/query.ts';
import { ObservationCard } from './card.tsx';

const PATH = '/console/observations';
const PAGE = 20;
const Decision = z.object({ id: z.coerce.number().int().positive(), decision: z.enum(['confirm', 'reject']) });

export interface Queue {
  rows: ObservationRow[];
  ripe: boolean;
  counts: { open: number; ripe: number };
  /** Seen so often, so many hours apart, before a person may decide. */
  needed: { times: number; hours: number };
  first: boolean;
  next: number | null;
}

/** `/console/observations`: what visits came upon, for a reviewer to confirm or reject. */
export function addObservations(app: Hono<ConsoleEnv>): void {
  app.get('/observations', async (c) => {
    const ctx = c.get('ctx');
    if (!can(ctx.actor, 'observation.decide')) return render(c, <Hidden />, 403);
    const after = asked(c, 'after', z.coerce.number().int().min(0));
    return render(c, <ObservationsPage queue={await readQueue(ctx, c.req.query('view') === 'ripe', after)} top={null} />);
  });

  app.post('/observations', async (c) => {
    const ctx = c.get('ctx');
    const ripe = c.req.query('view') === 'ripe';
    const read = await readForm(c, Decision);
    let top: string | null = c.get('view').t('form.invalid');
    if (read.ok) {
      try {
        const { id, decision } = read.value;
        await decideObservations(ctx, { ids: [id], decision });
        leaveFlash(c, decision === 'confirm' ? 'good' : 'plain', decision === 'confirm' ? 'console.obs.confirmed' : 'console.obs.rejected');
        return c.redirect(linkTo(PATH, { view: ripe ? 'ripe' : null }), 303);
      } catch (error) {
        ({ top } = refused(c, error, read.form, { CONFLICT: 'console.obs.gone', NOT_FOUND: 'console.obs.gone' }));
      }
    }
    return render(c, <ObservationsPage queue={await readQueue(ctx, ripe, undefined)} top={top} />, 422);
  });
}

async function readQueue(ctx: Ctx, ripe: boolean, after: number | undefined): Promise<Queue> {
  const [found, counts] = await Promise.all([listObservations(ctx, { state: 'open', ripe, limit: PAGE + 1, ...(after === undefined ? {} : { after }) }), openObservationCount(ctx)]);
  const rows = found.slice(0, PAGE);
  const { STOP_OBSERVATIONS: times, STOP_HOURS: hours } = ctx.deps.config;
  return { rows, ripe, counts, needed: { times, hours }, first: after === undefined, next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null };
}

function ObservationsPage({ queue, top }: { queue: Queue; top: string | null }) {
  const { t } = useView();
  const view = queue.ripe ? 'ripe' : null;
  return (
    <ConsoleShell title={t('console.obs.title')} nav="observations">
      <PageHead title={t('console.obs.title')} lead={t('console.obs.lead', queue.needed)} />
      {top !== null && <Banner tone="bad" title={top} />}
      <Tabs label={t('console.obs.views')} tabs={[
        { href: PATH, label: t('console.obs.all'), current: !queue.ripe, count: queue.counts.open },
        { href: linkTo(PATH, { view: 'ripe' }), label: t('console.obs.only_ripe'), current: queue.ripe, count: queue.counts.ripe },
      ]} />
      {queue.rows.length === 0 && <EmptyState icon="eye" title={t('console.obs.none')}>{t('console.obs.none_do')}</EmptyState>}
      {queue.rows.map((row) => <ObservationCard row={row} needed={queue.needed.times} action={linkTo(PATH, { view })} />)}
      <Pager newer={queue.first ? null : linkTo(PATH, { view })} older={queue.next === null ? null : linkTo(PATH, { view, after: queue.next })} />
    </ConsoleShell>
  );
}

function Hidden() {
  const { t } = useView();
  return (
    <ConsoleShell title={t('console.obs.title')} nav="observations">
      <PageHead title={t('console.obs.title')} />
      <EmptyState icon="eye" title={t('console.obs.hidden')}>{t('console.obs.hidden_do')}</EmptyState>
    </ConsoleShell>
  );
}
