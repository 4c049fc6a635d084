import { Command } from 'commander';
import { decideObservations, listObservations } from '../crawl/index.ts';
import { withCtx } from './context.ts';
import { printJson, say, table } from './output.ts';
import { wholeNumber } from './whole-number.ts';

const ids = (value: string, before: number[] = []): number[] => [...before, wholeNumber(value)];

/** `tuiguan observation`: stops that were seen, and a person's word on them. */
export function observationCommand(): Command {
  const observation = new Command('observation').description('observed stops: seen twice at least a day apart, then confirmed or rejected by a person');
  observation
    .command('list')
    .option('--ripe', 'only those that can be confirmed')
    .option('--state <state>', 'open, confirmed, rejected or cleared', 'open')
    .option('--json', 'print as JSON')
    .action(async (options: { ripe?: boolean; state: 'open' | 'confirmed' | 'rejected' | 'cleared'; json?: boolean }) => {
      const found = await withCtx({ name: 'observation list' }, (ctx) => listObservations(ctx, { ripe: options.ripe ?? false, state: options.state, limit: 1000 }));
      if (options.json) return printJson(found);
      say(table(['id', 'member', 'site', 'stop', 'seen', 'state'], found.map((o) => [String(o.id), o.memberId, o.url, o.code, `${o.times}×`, o.state])));
    });
  for (const decision of ['confirm', 'reject'] as const) {
    observation
      .command(decision)
      .argument('<id...>', 'observations', ids)
      .action(async (which: number[]) => {
        const n = await withCtx({ name: `observation ${decision}` }, (ctx) => decideObservations(ctx, { ids: which, decision }));
        say(`${n} observation(s) ${decision}ed`);
      });
  }
  return observation;
}
