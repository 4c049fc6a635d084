import { Command } from 'commander';
import { approveSweep, cancelSweep, cancelSweepChunk, planSweep, requestPlan, runSweepChunk, startSweep, sweepItems, sweepStatus } from '../policy/index.ts';
import { withCtx } from './context.ts';
import { printJson, progressBar, say } from './output.ts';
import { itemLines, statusLines, sweepLines } from './sweep-format.ts';
import { wholeNumber } from './whole-number.ts';

/** `tuiguan sweep`: plan, show, approve, run, status, cancel. */
export function sweepCommand(): Command {
  const sweep = new Command('sweep').description('one application of a policy to everybody: planned, approved by a second person, announced, effective on its date');
  sweep
    .command('plan')
    .description('decide for every affiliate, write nothing but the plan')
    .requiredOption('--policy <policy>', 'cross_store_settlement, or cross_store_settlement@2')
    .option('--notice-days <days>', 'calendar days from an accepted notice to its effect', wholeNumber)
    .option('--announce-at <moment>', 'all notices leave at this moment (ISO 8601 with zone)')
    .option('--json', 'print as JSON')
    .action(async (options: { policy: string; noticeDays?: number; announceAt?: string; json?: boolean }) => {
      await withCtx({ name: 'sweep plan' }, async (ctx) => {
        const { sweepId } = await requestPlan(ctx, { policy: options.policy, noticeDays: options.noticeDays, ...(options.announceAt ? { announceAt: options.announceAt } : {}) });
        await planSweep(ctx, sweepId);
        const planned = await sweepStatus(ctx, sweepId);
        if (options.json) printJson(planned);
        else say(sweepLines(planned));
      });
    });
  sweep
    .command('show')
    .description('what a plan would do, in numbers and by region of score; or its rows')
    .argument('<id>', 'the sweep', wholeNumber)
    .option('--items <decision>', 'list the rows of a decision: close, grant, keep, none')
    .option('--after <affiliate>', 'with --items: from the affiliate after this id', wholeNumber, 0)
    .option('--json', 'print as JSON')
    .action(async (id: number, options: { items?: 'close' | 'grant' | 'keep' | 'none'; after: number; json?: boolean }) => {
      await withCtx({ name: 'sweep show' }, async (ctx) => {
        if (options.items) {
          const items = await sweepItems(ctx, { sweepId: id, decision: options.items, after: options.after });
          return options.json ? printJson(items) : say(itemLines(items));
        }
        const found = await sweepStatus(ctx, id);
        if (options.json) printJson(found);
        else say(sweepLines(found));
      });
    });
  sweep
    .command('approve')
    .description('approve a plan, bound to its hash; by another person than the planner')
    .argument('<id>', 'the sweep', wholeNumber)
    .requiredOption('--hash <hash>', 'the plan hash as shown, at least 12 characters')
    .option('--confirm-closings <n>', 'the number of closings, when it is above the guard', wholeNumber)
    .action(async (id: number, options: { hash: string; confirmClosings?: number }) => {
      const approved = await withCtx({ name: 'sweep approve' }, (ctx) => approveSweep(ctx, { sweepId: id, hash: options.hash, confirmClosings: options.confirmClosings }));
      say(`sweep ${id} is ${approved.state} by ${approved.approvedBy}`);
    });
  sweep
    .command('run')
    .description('write events and notices of an approved sweep; interrupt and run again as you like')
    .argument('<id>', 'the sweep', wholeNumber)
    .option('--detach', 'leave the work to the workers')
    .action(async (id: number, options: { detach?: boolean }) => {
      await withCtx({ name: 'sweep run' }, async (ctx) => {
        const started = await startSweep(ctx, id);
        if (options.detach) return say(`sweep ${id} is ${started.state}; the workers run it`);
        const bar = await progressBar('sweep', (started.totals?.close ?? 0) + (started.totals?.grant ?? 0));
        let stop = false;
        process.once('SIGINT', () => (stop = true));
        for (let done = await runSweepChunk(ctx, id); done && !done.finished && !stop; done = await runSweepChunk(ctx, id)) bar?.increment(done.announced + done.granted);
        bar?.stop();
        say(statusLines(await sweepStatus(ctx, id)));
      });
    });
  sweep
    .command('status')
    .description('how far a sweep has come')
    .argument('<id>', 'the sweep', wholeNumber)
    .option('--watch', 'print again every second until the sweep rests')
    .option('--json', 'print as JSON')
    .action(async (id: number, options: { watch?: boolean; json?: boolean }) => {
      await withCtx({ name: 'sweep status' }, async (ctx) => {
        for (;;) {
          const status = await sweepStatus(ctx, id);
          if (options.json) printJson(status);
          else say(statusLines(status));
          const { pending = 0, claimed = 0, sending = 0 } = status.progress.deliveries;
          const resting = !['planning', 'running', 'cancelling'].includes(status.state) && pending + claimed + sending === 0;
          if (!options.watch || resting) return;
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      });
    });
  sweep
    .command('cancel')
    .description('cancel a sweep: what is announced and not yet in effect is taken back, with notice')
    .argument('<id>', 'the sweep', wholeNumber)
    .action(async (id: number) => {
      await withCtx({ name: 'sweep cancel' }, async (ctx) => {
        await cancelSweep(ctx, id);
        let taken = 0;
        for (let n = await cancelSweepChunk(ctx, id); n; n = await cancelSweepChunk(ctx, id)) taken += n;
        say(`sweep ${id} is ${(await sweepStatus(ctx, id)).state}; ${taken} pending closings taken back`);
      });
    });
  return sweep;
}
