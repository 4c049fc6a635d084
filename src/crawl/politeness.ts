import { monotonic } from './deadline.ts';
import type { Politeness, Sleep } from './types.ts';

/** Upper bound of every pause, whatever a robots.txt asks for or a slow page earns (QUALITY: Crawl-delay up to 10 s). */
export const MAX_PAUSE_MS = 10_000;
const SLOWNESS_FACTOR = 5;
const MAX_LANES = 5_000;

interface Lane {
  /** Settles when everybody who queued so far is done. */
  tail: Promise<void>;
  users: number;
  /** Monotonic moment before which no request may start. */
  nextAt: number;
}

/**
 * @param delayMs least pause after a request; 0 (tests, demo) also switches off the pause that grows with slowness.
 */
export function makePoliteness({ delayMs, sleep }: { delayMs: number; sleep: Sleep }): Politeness {
  const lanes = new Map<string, Lane>();
  const addresses = new Map<string, string>();

  function laneOf(key: string): Lane {
    let lane = lanes.get(key);
    if (!lane) {
      if (lanes.size >= MAX_LANES) forgetIdle();
      lane = { tail: Promise.resolve(), users: 0, nextAt: 0 };
      lanes.set(key, lane);
    }
    return lane;
  }

  function forgetIdle(): void {
    const now = monotonic();
    for (const [key, lane] of lanes) if (lane.users === 0 && lane.nextAt <= now) lanes.delete(key);
  }

  async function enter(key: string): Promise<{ lane: Lane; leave: () => void }> {
    const lane = laneOf(key);
    const before = lane.tail;
    let free = (): void => undefined;
    lane.tail = new Promise((done) => {
      free = done;
    });
    lane.users += 1;
    await before;
    return {
      lane,
      leave: () => {
        lane.users -= 1;
        free();
      },
    };
  }

  return {
    addressOf: (host) => addresses.get(host) ?? null,
    learnAddress(host, address) {
      addresses.delete(host);
      addresses.set(host, address);
      if (addresses.size > MAX_LANES) addresses.delete(addresses.keys().next().value as string);
    },
    async run(host, address, fn, options = {}) {
      const began = monotonic();
      // The host's lane always before the address's, so two crawls never hold one and want the other.
      const byHost = await enter(`host ${host}`);
      const byAddress = address === null ? null : await enter(`address ${address}`);
      try {
        const arrived = monotonic();
        const own = byHost.lane.nextAt;
        const shared = byAddress?.lane.nextAt ?? 0;
        options.onQueued?.(arrived - began + Math.max(0, shared - Math.max(arrived, own)));
        await sleep(Math.max(0, own - arrived, shared - arrived));
        const started = monotonic();
        try {
          return await fn();
        } finally {
          const now = monotonic();
          const pause = delayMs === 0 ? 0 : Math.min(MAX_PAUSE_MS, Math.max(delayMs, SLOWNESS_FACTOR * (now - started)));
          byHost.lane.nextAt = now + Math.max(pause, Math.min(MAX_PAUSE_MS, options.crawlDelayMs ?? 0));
          if (byAddress) byAddress.lane.nextAt = now + pause;
        }
      } finally {
        byAddress?.leave();
        byHost.leave();
      }
    },
  };
}
