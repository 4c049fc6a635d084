import { parentPort } from 'node:worker_threads';
import { judge, type JudgeInput } from '../quality/index.ts';

/** The other side of judge-pool.ts: judges what it is sent, one site at a time. */
parentPort?.on('message', (input: JudgeInput) => {
  parentPort?.postMessage({ assessment: judge(input) });
});
