import { parseArgs } from 'node:util';
import { makeInstallation } from '../test/faults/installation.ts';
import { killWhileSending } from '../test/faults/killed-while-sending.ts';
import { seeded } from '../test/faults/scene.ts';
import { machine } from './machine.ts';

/** Kills `npm start` with -9 at random moments while the notices of a sweep leave, and counts what became of each. By hand. */
const { values } = parseArgs({ options: { affiliates: { type: 'string', default: '5000' }, kills: { type: 'string', default: '20' }, rate: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } });
const at = await makeInstallation({ MAIL_RATE: values.rate });
try {
  const random = seeded((line) => process.stderr.write(line));
  const survived = await killWhileSending(at, { affiliates: Number(values.affiliates), kills: Number(values.kills), random, deadlineMs: 120_000 });
  const { deliveries, ...results } = { ...survived, unknown: survived.deliveries['unknown'] ?? 0 };
  process.stdout.write(`${JSON.stringify({ name: 'kill', machine: machine(), results: { ...results, deliveries }, ratios: {} }, null, values.json ? 0 : 2)}\n`);
  if (results.duplicates + results.lost + results.unknown + results.uneven + results.differing > 0) process.exitCode = 1;
} finally {
  await at.close();
}
