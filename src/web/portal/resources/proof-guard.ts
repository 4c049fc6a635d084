import { realNow } from '../../../lib/real-time.ts';

/** Looking for a token goes out to the network: at most so often for one resource. */
const EVERY_MS = 10_000;
const REMEMBERED = 5_000;

const looked = new Map<number, number>();

/** True when a look may be made now, which is then taken as made. Real time; of this process, which is enough against a page that polls. */
export function mayLook(resourceId: number, now: Date = realNow()): boolean {
  const at = now.getTime();
  const last = looked.get(resourceId);
  if (last !== undefined && at - last < EVERY_MS) return false;
  looked.delete(resourceId);
  if (looked.size >= REMEMBERED) for (const [id, then] of looked) if (at - then >= EVERY_MS || looked.size >= REMEMBERED) looked.delete(id);
  looked.set(resourceId, at);
  return true;
}
