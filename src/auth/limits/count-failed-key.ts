import type { Deps } from '../../lib/ctx.ts';
import { consume } from './limiters.ts';

/** Counts an API key that was not valid, by socket address, over all processes. @throws RATE_LIMITED after 20 within a minute. */
export async function countFailedKey(deps: Pick<Deps, 'db'>, address: string): Promise<void> {
  await consume(deps.db, 'key-ip', address);
}
