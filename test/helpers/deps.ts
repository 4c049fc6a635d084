import { type MemoryQueue, makeMemoryQueue } from '../../src/adapters/memory-queue.ts';
import { makePageTransport } from '../../src/adapters/page-transport.ts';
import { makeTxtResolver } from '../../src/adapters/dns.ts';
import type { Db } from '../../src/db/client.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { loadConfig } from '../../src/lib/config.ts';
import type { Deps } from '../../src/lib/ctx.ts';
import { makeLog } from '../../src/lib/log.ts';

/** When tests begin unless they say otherwise: a Sunday morning in Hangzhou. */
export const START = '2013-12-01T09:00:00+08:00';

export interface TestDepsOptions {
  db: Db;
  clock?: SimulatedClock;
  /** Settings by their environment names. */
  env?: Record<string, string>;
  overrides?: Partial<Deps>;
}

export type TestDeps = Deps & { clock: SimulatedClock; queue: MemoryQueue };

/** Signs in tests; no test depends on its value. */
export const TEST_AUTH_SECRET = 'a secret of tests, long enough to sign with';

/** Real parts on the test database: a clock that stands, a queue that only remembers, and no mail server. */
export function makeTestDeps({ db, clock = new SimulatedClock(START), env = {}, overrides = {} }: TestDepsOptions): TestDeps {
  const config = loadConfig({ NODE_ENV: 'test', AUTH_SECRET: TEST_AUTH_SECRET, ...env });
  const queue = makeMemoryQueue();
  return {
    config,
    log: makeLog('silent', false),
    db,
    mail: { send: () => Promise.reject(new Error('this test has no mail server')), close: () => Promise.resolve() },
    relayLog: { lookup: () => Promise.resolve(null) },
    pages: makePageTransport({ allowHosts: config.CRAWL_ALLOW_HOSTS }),
    txt: makeTxtResolver(),
    ...overrides,
    clock,
    queue,
  };
}
