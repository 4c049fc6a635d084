import type { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { ConsoleEnv } from '../../http/env.ts';
import { EMPTY_FORM, type FormState } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { Banner, LinkButton, Live } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { idIn } from '../desk/query.ts';
import { ApproveCard } from './approve.tsx';
import { Basis } from './basis.tsx';
import { CancelButton } from './cancel.tsx';
import { SweepFrame } from './frame.tsx';
import { loadSweep, type SweepView } from './load.ts';
import { PlanCharts, PlanFigures } from './preview.tsx';
import { Run } from './run.tsx';
import { Sample } from './sample.tsx';
import { PlanSays } from './says.tsx';
import { effectAt, rests, type Stage, stageOf } from './stage.ts';
import { StartCard } from './start.tsx';
import { Stepper } from './stepper.tsx';

/** `/console/sweeps/:id`: one page through the life of a sweep. */
export function addSweepPage(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/:id{[0-9]+}', async (c) => render(c, <SweepPage view={await loadSweep(c.get('ctx'), idIn(c, 'sweep'))} />));
}

/** The page, with a form that was refused where there is one. */
export function SweepPage({ view, form = EMPTY_FORM }: { view: SweepView; form?: FormState }) {
  const { t, now } = useView();
  const { sweep, preview, progress, may } = view;
  const stage = stageOf(sweep, now);
  const started = sweep.startedAt !== null;
  // Beside the approval and the start it stands in their cards; nothing is offered where nothing is left to take back.
  const cancel = may.cancel && !may.approve && !may.start && !isOver(view, stage) && <CancelButton view={view} />;
  return (
    <SweepFrame sweep={sweep} tab="overview" actions={cancel}>
      <div id="sweep-steps"><Stepper {...view} /></div>
      {form.top !== null && !may.approve && !may.start && <div role="alert" tabindex={-1} autofocus><Banner tone="bad" title={form.top} /></div>}
      {stage === 'planning' && <Planning view={view} />}
      {stage === 'planned' && <PlanSays view={view} />}
      {stage === 'approved' && <StartCard view={view} form={form} />}
      {(stage === 'running' || stage === 'waiting' || stage === 'announced') && <Awaited view={view} />}
      {stage === 'cancelling' && <Banner tone="warn" title={t('sweep.cancel.going')} />}
      {stage === 'cancelled' && <Banner tone="info" title={t(started ? 'sweep.cancelled.after' : 'sweep.cancelled.before')} />}
      {progress && <Following view={view}><div id="sweep-run"><Run sweep={sweep} progress={progress} /></div></Following>}
      {preview && <PlanFigures preview={preview} />}
      {preview && <PlanCharts preview={preview} />}
      {stage === 'planned' && <Sample {...view} />}
      <Basis {...view} />
      {stage === 'planned' && <ApproveCard view={view} form={form} />}
    </SweepFrame>
  );
}

/** In effect, and every closing has come to its end. */
function isOver({ progress }: SweepView, stage: Stage): boolean {
  return stage === 'effective' && progress !== null && progress.share === 1 && progress.announced <= progress.outcome.closed + progress.outcome.kept;
}

function Planning({ view }: { view: SweepView }) {
  const { t } = useView();
  const here = `/console/sweeps/${view.sweep.id}`;
  return (
    <Live url={`${here}/live`} reload>
      <Banner tone="info" title={t('sweep.planning.title')} actions={<><noscript><LinkButton href={here} small>{t('sweep.reload')}</LinkButton></noscript></>}>
        <p>{t('sweep.planning.text')}</p>
      </Banner>
    </Live>
  );
}

/** What is awaited: the moment of the notices, then that of the effect. */
function Awaited({ view: { sweep } }: { view: SweepView }) {
  const { t, now } = useView();
  const stage = stageOf(sweep, now);
  if (stage === 'announced') {
    return <Banner tone="info" title={t('sweep.effect.title')} until={effectAt(sweep) ?? undefined} untilLabel={t('sweep.effect.until')}><p>{t('sweep.effect.text')}</p></Banner>;
  }
  const leaves = sweep.announceAt && sweep.announceAt > now ? sweep.announceAt : undefined;
  return (
    <Banner tone="info" title={t(stage === 'running' ? 'sweep.running.title' : 'sweep.waiting.title')} until={leaves} untilLabel={t('sweep.waiting.until')}>
      <p>{t(stage === 'running' ? 'sweep.running.text' : 'sweep.waiting.text')}</p>
    </Banner>
  );
}

/** Follows a sweep that moves; without JavaScript there is a link to look again. */
function Following({ view: { sweep, progress }, children }: { view: SweepView; children?: Child }) {
  const { t, now } = useView();
  const here = `/console/sweeps/${sweep.id}`;
  if (!progress || rests(sweep, progress.outcome, now)) return <>{children}</>;
  return (
    <Live url={`${here}/live`} reload>
      {children}
      <noscript><p><LinkButton href={here} small>{t('sweep.reload')}</LinkButton></p></noscript>
    </Live>
  );
}
