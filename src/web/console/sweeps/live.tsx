import type { Hono } from 'hono';
import { sweepProgress } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { live, type LivePiece } from '../../http/render.tsx';
import { idIn } from '../desk/query.ts';
import { SweepState } from './list.tsx';
import { loadSweep, sweepById } from './load.ts';
import { Run } from './run.tsx';
import { rests } from './stage.ts';
import { Stepper } from './stepper.tsx';

/** Real time between two looks. */
const EVERY_MS = 500;

/** `/console/sweeps/:id/live`: its state and progress as they change, until it rests. */
export function addSweepLive(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/:id{[0-9]+}/live', async (c) => {
    const ctx = c.get('ctx');
    const id = idIn(c, 'sweep');
    const first = await loadSweep(ctx, id);
    return live(c, EVERY_MS, async () => {
      const sweep = await sweepById(ctx, id);
      const progress = sweep.startedAt ? await sweepProgress(ctx, id) : null;
      const pieces: LivePiece[] = [
        { id: 'sweep-state', piece: <SweepState sweep={sweep} /> },
        { id: 'sweep-steps', piece: <Stepper sweep={sweep} names={first.names} /> },
        ...(progress ? [{ id: 'sweep-run', piece: <Run sweep={sweep} progress={progress} /> }] : []),
      ];
      return { pieces, done: rests(sweep, progress?.outcome, ctx.clock.now()) };
    });
  });
}
