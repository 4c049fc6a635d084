import { Resolver } from 'node:dns/promises';
import type { TxtResolver } from '../lib/ports.ts';

/** Codes that mean "there is nothing under this name", as against "the name server did not answer". */
const ABSENT = new Set(['ENOTFOUND', 'ENODATA']);

/** TXT look-ups with the system's name servers, or the given ones (`address` or `address:port`). @throws the resolver's error when no server answers. */
export function makeTxtResolver(options: { servers?: string[]; timeoutMs?: number } = {}): TxtResolver {
  const resolver = new Resolver({ timeout: options.timeoutMs ?? 5_000, tries: 2 });
  if (options.servers) resolver.setServers(options.servers);
  return {
    async resolveTxt(name) {
      try {
        return (await resolver.resolveTxt(name)).map((strings) => strings.join(''));
      } catch (error) {
        if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return [];
        throw error;
      }
    },
  };
}
