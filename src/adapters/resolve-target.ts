import { lookup } from 'node:dns/promises';
import { AppError } from '../lib/errors.ts';
import { addressRefusal, type Target } from './addresses.ts';

/** All addresses of a host name, in the order in which to try them. */
export type Lookup = (host: string) => Promise<string[]>;

export const systemLookup: Lookup = async (host) => (await lookup(host, { all: true, verbatim: true })).map((entry) => entry.address);

/**
 * The addresses that may be connected to for a target. One refused address among several refuses the host: who can
 * point one record at us can choose which one is used.
 * @throws ADDRESS_REFUSED, the signal's reason, or the resolver's error (ENOTFOUND, EAI_AGAIN …).
 */
export async function resolveTarget(target: Target, resolve: Lookup, signal: AbortSignal): Promise<string[]> {
  if (target.address !== null) return [target.address];
  const addresses = await orAborted(resolve(target.host), signal);
  if (addresses.length === 0) throw Object.assign(new Error(`${target.host} has no address`), { code: 'ENOTFOUND' });
  for (const address of target.allowed ? [] : addresses) {
    const why = addressRefusal(address);
    if (why !== null) throw new AppError('ADDRESS_REFUSED', `${target.host} resolves to ${address}, a ${why}`);
  }
  return addresses;
}

/** Rejects with the signal's reason as soon as it aborts; a resolver cannot be interrupted, only left behind. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const abort = (): void => fail(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', abort));
  });
}
