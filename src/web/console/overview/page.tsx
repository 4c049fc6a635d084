import type { Hono } from 'hono';
import { can } from '../../../auth/index.ts';
import { PermissionSchema } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { live, render } from '../../http/render.tsx';
import { Card, ConsoleShell, Live, PageHead, Section } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked } from '../desk/query.ts';
import { PermissionCards, Queues } from './figures.tsx';
import { FIRST_PERMISSION, loadOverview, type Overview, runningSweeps } from './load.ts';
import { Mails } from './mails.tsx';
import { Needs, type Rights } from './needs.tsx';
import { RunningSweeps } from './running.tsx';
import { Scores } from './scores.tsx';

/** Real milliseconds between two looks at sweeps under way. */
const LOOK_MS = 1_000;

/** `/console`: what there is, what runs, and what waits for the reader. */
export function addOverview(app: Hono<ConsoleEnv>): void {
  app.get('/', async (c) => {
    const ctx = c.get('ctx');
    const overview = await loadOverview(ctx, asked(c, 'permission', PermissionSchema) ?? FIRST_PERMISSION);
    const decide = can(ctx.actor, 'observation.decide');
    const settle = can(ctx.actor, 'notices.resolve');
    return render(c, <OverviewPage overview={overview} rights={{ decide, settle, reviewer: can(ctx.actor, 'cases.open') }} />);
  });

  app.get('/live', (c) => {
    const ctx = c.get('ctx');
    return live(c, LOOK_MS, async () => {
      const running = await runningSweeps(ctx);
      return { pieces: [{ id: 'running-sweeps', piece: <RunningSweeps running={running} /> }], done: running.length === 0 };
    });
  });
}

function OverviewPage({ overview, rights }: { overview: Overview; rights: Rights }) {
  const { t, fmt, now } = useView();
  const { running } = overview;
  const sweeps = <div id="running-sweeps"><RunningSweeps running={running} /></div>;
  const moving = (
    <div class="halves">
      <Card title={t('console.overview.sweeps')}>{running.length > 0 ? <Live url="/console/live">{sweeps}</Live> : sweeps}</Card>
      <Mails deliveries={overview.deliveries} />
    </div>
  );
  return (
    <ConsoleShell title={t('console.overview.title')} nav="overview">
      <PageHead title={t('console.overview.title')} lead={t('console.overview.lead', { date: fmt.date(now) })} />
      <Needs overview={overview} rights={rights} />
      {running.length > 0 && moving}
      <Section title={t('console.overview.queues')}><Queues overview={overview} /></Section>
      <Section title={t('console.overview.figures')} lead={t('console.as_of', { time: fmt.moment(overview.standings.asOf) })}><PermissionCards overview={overview} /></Section>
      <Scores histogram={overview.histogram} />
      {running.length === 0 && moving}
    </ConsoleShell>
  );
}
