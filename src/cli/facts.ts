import { Command } from 'commander';
import { rebuildFacts } from '../facts/index.ts';
import { withCtx } from './context.ts';
import { say } from './output.ts';

/** `tuiguan facts rebuild`: derives all facts from scratch and says what came out otherwise. */
export function factsCommand(): Command {
  const facts = new Command('facts').description('what policies look at, one row an affiliate');
  facts.command('rebuild').action(async () => {
    const done = await withCtx({ name: 'facts rebuild' }, (ctx) => rebuildFacts(ctx));
    say(`${done.affiliates} affiliates derived from scratch; ${done.differing} rows came out otherwise than they stood`);
  });
  return facts;
}
