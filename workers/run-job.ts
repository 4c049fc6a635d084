import { makeCtx, type Deps } from '../src/lib/ctx.ts';
import { parse } from '../src/lib/parse.ts';
import { type JobName, JOBS } from '../src/lib/queue.ts';
import { type Handler, HANDLERS } from './jobs.ts';

/** Parses the payload of a job and does it as the `system` actor. */
export async function runJob<N extends JobName>(deps: Deps, name: N, payload: unknown, id: string, stop: AbortSignal): Promise<void> {
  const handler: Handler<N> = HANDLERS[name];
  await handler(makeCtx(deps, { kind: 'system' }, `job:${id}`), parse(JOBS[name], payload) as Parameters<Handler<N>>[1], stop);
}
