import type { Hono } from 'hono';
import { z } from 'zod';
import { can } from '../../../auth/index.ts';
import { listSweeps, type Sweep } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { type Column, ConsoleShell, EmptyState, LinkButton, PageHead, State, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, type Names, namesOf } from '../desk/names.ts';
import { asked, linkTo } from '../desk/query.ts';
import { permissionName } from '../desk/words.ts';
import { announcedAt, effectAt, STAGE_TONES, stageOf } from './stage.ts';

const PAGE = 20;

/** `/console/sweeps`: all sweeps, the newest first. */
export function addSweepList(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps', async (c) => {
    const ctx = c.get('ctx');
    const before = asked(c, 'before', z.coerce.number().int().positive());
    const found = await listSweeps(ctx, { before, limit: PAGE + 1 });
    const sweeps = found.slice(0, PAGE);
    const names = await namesOf(ctx, sweeps.flatMap(({ plannedBy, approvedBy }) => [plannedBy, approvedBy ?? '']));
    const older = found.length > PAGE ? linkTo('/console/sweeps', { before: sweeps.at(-1)?.id }) : null;
    return render(c, <SweepListPage sweeps={sweeps} names={names} older={older} newer={before === undefined ? null : '/console/sweeps'} plan={can(ctx.actor, 'sweep.plan')} />);
  });
}

/** The state of a sweep in words. */
export function SweepState({ sweep }: { sweep: Sweep }) {
  const { t, now } = useView();
  const stage = stageOf(sweep, now);
  return <State tone={STAGE_TONES[stage]}>{t(`sweep.state.${stage}`)}</State>;
}

interface ListProps {
  sweeps: Sweep[];
  names: Names;
  older: string | null;
  newer: string | null;
  plan: boolean;
}

function SweepListPage({ sweeps, names, older, newer, plan }: ListProps) {
  const { t } = useView();
  const button = plan && <LinkButton href="/console/sweeps/new" kind="primary" icon="plus">{t('sweeps.plan_one')}</LinkButton>;
  return (
    <ConsoleShell title={t('sweeps.title')} nav="sweeps">
      <PageHead title={t('sweeps.title')} lead={t('sweeps.lead')} actions={sweeps.length > 0 && button} />
      <Table
        caption={t('sweeps.caption')}
        columns={useColumns(names)}
        rows={sweeps}
        pager={{ older, newer }}
        empty={<EmptyState title={t('sweeps.empty')} icon="sweep" action={button}>{t('sweeps.empty.do')}</EmptyState>}
      />
    </ConsoleShell>
  );
}

function useColumns(names: Names): Column<Sweep>[] {
  const { t, fmt, locale } = useView();
  const count = (key: 'close' | 'keep' | 'grant'): Column<Sweep> => ({ key, title: t(`sweeps.col.${key}`), num: true, cell: ({ totals }) => (totals ? fmt.number(totals[key]) : '–') });
  return [
    {
      key: 'sweep',
      title: t('sweeps.col.sweep'),
      cell: (sweep) => (
        <>
          <a href={`/console/sweeps/${sweep.id}`}>{permissionName(sweep.permission, locale, t)}</a>
          <div class="dim small">{t('sweeps.number', { id: sweep.id })} · <Time at={sweep.requestedAt} as="date" /> · {t('sweeps.version', { version: sweep.policyVersion })}</div>
        </>
      ),
    },
    { key: 'state', title: t('sweeps.col.state'), cell: (sweep) => <SweepState sweep={sweep} />, nowrap: true },
    {
      key: 'people',
      title: t('sweeps.col.people'),
      cell: ({ plannedBy, approvedBy }) => <>{actorWords(plannedBy, names, t)} / {approvedBy ? actorWords(approvedBy, names, t) : <span class="dim">{t('sweeps.not_approved')}</span>}</>,
    },
    count('close'),
    count('keep'),
    count('grant'),
    { key: 'announced', title: t('sweeps.col.announced'), nowrap: true, cell: (sweep) => <When at={isDropped(sweep) ? null : announcedAt(sweep)} otherwise={isDropped(sweep) ? '–' : t('sweeps.at_once')} /> },
    { key: 'effect', title: t('sweeps.col.effect'), nowrap: true, cell: (sweep) => <When at={sweep.cancelledAt ? null : effectAt(sweep)} otherwise={sweep.cancelledAt ? '–' : t('sweeps.days_after', { n: sweep.noticeDays })} /> },
  ];
}

const isDropped = (sweep: Sweep): boolean => sweep.cancelledAt !== null && sweep.startedAt === null;

function When({ at, otherwise }: { at: Date | null; otherwise: string }) {
  const { fmt } = useView();
  return at ? <><Time at={at} as="day" /> <span class="dim num">{fmt.time(at)}</span></> : <span class="dim">{otherwise}</span>;
}
