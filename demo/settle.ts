import { setTimeout as sleep } from 'node:timers/promises';
import { crawlProgress } from '../src/crawl/index.ts';
import { type Ctx, makeCtx } from '../src/lib/ctx.ts';
import { deliveryProgress } from '../src/notices/index.ts';
import type { Stage } from './stage.ts';
import { progress } from './telling.ts';

/** The context in which the story looks at what the workers do. */
export function systemCtx(stage: Stage): Ctx {
  return makeCtx(stage.all.deps, { kind: 'system' }, 'demo');
}

/** Waits until the workers have done all that is due at this moment of the clock, showing how far they are. */
export async function settle(stage: Stage, label: string): Promise<void> {
  const ctx = systemCtx(stage);
  const total = (await crawlProgress(ctx)).due;
  const bar = progress(label, total);
  for (let quiet = 0; quiet < 2; ) {
    const due = await stage.all.nudge();
    const [visits, mail] = [await crawlProgress(ctx), await deliveryProgress(ctx)];
    bar.to(total - visits.due - visits.running);
    const busy = due + visits.running + (mail.claimed ?? 0) + (mail.sending ?? 0);
    quiet = busy === 0 ? quiet + 1 : 0;
    await sleep(busy === 0 ? 30 : 120);
  }
  bar.done();
}

/** Moves the clock and lets the workers do what has become due. */
export async function at(stage: Stage, moment: string, label: string): Promise<void> {
  stage.clock.moveTo(moment);
  await settle(stage, label);
}
