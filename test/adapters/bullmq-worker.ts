import { startWorker } from '../../src/adapters/bullmq.ts';
import { makeLog } from '../../src/lib/log.ts';

/** A worker process that takes a job and never finishes it; its test kills it. */
const url = process.argv[2];
if (url === undefined) throw new Error('give the database URL');
startWorker({
  connection: { kind: 'postgres', url },
  concurrency: 1,
  lockMs: 1_500,
  log: makeLog('silent', false),
  handle: (name) => {
    process.stdout.write(`${name}\n`);
    return new Promise(() => {});
  },
});
