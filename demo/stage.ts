import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '../src/adapters/embedded-postgres.ts';
import { type Everything, type EverythingOptions, startEverything } from '../src/everything.ts';
import { SimulatedClock } from '../src/lib/clock.ts';
import { loadConfig } from '../src/lib/config.ts';
import { AppError } from '../src/lib/errors.ts';
import { type Log, makeLog } from '../src/lib/log.ts';
import { type DemoWeb, startDemoWeb } from './web/index.ts';

/** Everything that the story plays on. */
export interface Stage {
  clock: SimulatedClock;
  web: DemoWeb;
  all: Everything;
  close(): Promise<void>;
}

/** Settings of the demo beside the installation's: a small visit, no pauses between requests to loopback sites, quick mail, and people without a second factor. */
const DEMO = { MAIL_RATE: '5000', CRAWL_DELAY_MS: '0', CRAWL_PAGES: '3', CRAWL_DEPTH: '1', CRAWL_CONCURRENCY: '48', CRAWL_SITE_SECONDS: '4', STAFF_TOTP: 'optional' };

/** Starts the web of small sites and the product on fresh data of its own (`DATA_DIR`/demo), on a clock that the story moves. */
export async function openStage(start: string, pages?: EverythingOptions['pages']): Promise<Stage> {
  const env = process.env;
  const log = makeLog(env['LOG_LEVEL'] ?? 'warn', true);
  const dataDir = join(env['DATA_DIR'] || '.data', 'demo');
  await clear(dataDir, log);
  const clock = new SimulatedClock(start);
  const web = await startDemoWeb({ today: () => clock.now() });
  try {
    const config = loadConfig({ ...DEMO, HOST: env['HOST'], PORT: env['PORT'], LOG_LEVEL: env['LOG_LEVEL'], DATA_DIR: dataDir, CRAWL_ALLOW_HOSTS: web.allowHosts.join(',') });
    const all = await startEverything(config, { name: 'tuiguan demo', clock, log, pages });
    return {
      clock,
      web,
      all,
      async close() {
        await all.close();
        await web.close();
      },
    };
  } catch (error) {
    await web.close();
    throw error;
  }
}

/** Removes what an earlier demo left, also one that was killed. @throws CONFLICT while another demo runs. */
async function clear(dataDir: string, log: Log): Promise<void> {
  if (!existsSync(dataDir)) return;
  const left = await openEmbeddedPostgres({ dataDir, log });
  if (!(await left.close())) throw new AppError('CONFLICT', `another demo is running on ${dataDir}: stop it first, or give this one a DATA_DIR of its own`);
  await rm(left.location, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
