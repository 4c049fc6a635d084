import { readFileSync } from 'node:fs';
import { closeOnSignal, failStart } from '../src/lib/process.ts';
import { planAnother } from './encore.ts';
import { type Cast, makeCast, signInLinks } from './sign-in.ts';
import { openStage, type Stage } from './stage.ts';
import { playDecember } from './story.ts';
import { tell } from './telling.ts';
import { printTotals } from './totals.ts';

/** `npm run demo`: December 2013 on real parts. `-- --exit` ends after the table, with status 0 only if every total agrees. */
const exit = process.argv.includes('--exit');
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
process.stdout.write(`推管 Tuiguan ${version} · the December sweep of 2013, on a simulated clock\n`);
let opening: Promise<Stage> | undefined;
let opened: Stage | undefined;
const cast: Cast = new Map();
try {
  opening = openStage('2013-12-05T09:00:00+08:00', signInLinks(cast, () => opened));
  closeOnSignal(opening, tell);
  const stage = (opened = await opening);
  tell(`ready: PostgreSQL, queue, API, workers and mailbox in this process; ${stage.web.hosts.length} small sites on 127.77.0.0/16`);
  const outcome = await playDecember(stage);
  const agree = await printTotals(stage, outcome);
  await makeCast(stage, cast, { affiliateId: outcome.lookAt.affiliateId, sweepId: outcome.sweepId, planId: await planAnother(stage, outcome.people) });
  if (exit) {
    await stage.close();
    process.exit(agree ? 0 : 1);
  }
  process.stdout.write(`
Sign in as (a click each; the clock stands at ${stage.clock.now().toISOString()}):
${[...cast.values()].map(({ name, who }) => `  ${`${stage.all.url}/demo/as/${name}`.padEnd(48)}${who}`).join('\n')}

Look around (Ctrl-C ends it):
  API and its pages   ${stage.all.url}/docs
  mailbox             ${stage.all.mailboxUrl ?? '–'}
  one of the sites    ${outcome.lookAt.site}
  command line        DATA_DIR=${stage.all.deps.config.DATA_DIR} npx tuiguan sweep show ${outcome.sweepId}
                      DATA_DIR=${stage.all.deps.config.DATA_DIR} CLOCK_START=${stage.clock.now().toISOString()} npx tuiguan check ${outcome.lookAt.pid} cross_store_settlement 2013-12-11T00:00:00+08:00
`);
} catch (error) {
  // A story that breaks off leaves no database running.
  await opening?.then((stage) => stage.close(), () => {});
  failStart(error);
}
