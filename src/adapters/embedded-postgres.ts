import { join } from 'node:path';
import { APP_ROLE } from '../db/client.ts';
import { AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { passwordOf, releaseAnchor } from './embedded-postgres/anchor.ts';
import { findBinaries } from './embedded-postgres/binaries.ts';
import { ensureCluster } from './embedded-postgres/cluster.ts';
import { locate, sharedRoot } from './embedded-postgres/location.ts';
import { DATABASE, ensureRoles, OWNER_ROLE } from './embedded-postgres/roles.ts';
import { adoptOrStart, type Server, stop } from './embedded-postgres/server.ts';
import { serverUser } from './embedded-postgres/server-user.ts';
import { withStartLock } from './embedded-postgres/start-lock.ts';

export interface EmbeddedPostgres {
  port: number;
  /** The owner's connection, for migrations. */
  ownerUrl: string;
  /** The application's connection. */
  appUrl: string;
  superUrl(database: string): string;
  urlFor(role: string, database: string): string;
  /** True when a server was already running: another process's, or one that outlived a killed process. */
  adopted: boolean;
  /** The directory that holds data, secret and log. */
  location: string;
  /** Stops the server unless another process or client still uses it; `force` stops it anyway. True when it was stopped. */
  close(options?: { force?: boolean }): Promise<boolean>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Preferred port; another is taken when it is not free. 0 = any. */
  port?: number;
  log: Log;
  /** Server settings beside ours (tests turn fsync off); values without spaces. */
  settings?: Record<string, string>;
}

/**
 * PostgreSQL 18 from npm, run on `dataDir`: made at the first start, adopted when it runs already. The server is detached
 * from this process, so Ctrl-C reaches us first and a killed process leaves it for the next one; the last to close stops it.
 * @throws UNAVAILABLE when there are no programs for this platform or the server does not start; CONFIG when the data cannot be used.
 */
export async function openEmbeddedPostgres({ dataDir, port, log, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = serverUser(join(dataDir, 'postgres', 'data'));
  const copyRoot = (): string => {
    const root = sharedRoot(user);
    if (root === undefined) throw new AppError('CONFIG', `the user ${user?.name ?? 'that runs this'} can neither run PostgreSQL's programs where npm put them nor enter /var/lib/tuiguan: install in another directory, or set DATABASE_URL`);
    return root;
  };
  const binaries = findBinaries(user, copyRoot, log);
  const location = locate(dataDir, user, log);
  const { server, anchor } = await withStartLock(location.base, async () => {
    const secret = await ensureCluster(location, binaries, user, log);
    const server: Server = { location, binaries, user, secret };
    const anchor = await adoptOrStart(server, { port, settings, log });
    try {
      await ensureRoles(anchor.sql, secret);
    } catch (error) {
      await releaseAnchor(anchor, () => stop(server), false);
      throw error;
    }
    return { server, anchor };
  });
  const url = (role: string, password: string, database: string): string => `postgres://${role}:${password}@127.0.0.1:${anchor.port}/${database}`;
  const urlFor = (role: string, database: string): string => url(role, passwordOf(role, server.secret), database);
  let closed: Promise<boolean> | undefined;
  return {
    port: anchor.port,
    adopted: anchor.adopted,
    location: location.base,
    ownerUrl: urlFor(OWNER_ROLE, DATABASE),
    appUrl: urlFor(APP_ROLE, DATABASE),
    superUrl: (database) => url('postgres', server.secret, database),
    urlFor,
    close: ({ force = false } = {}) => (closed ??= releaseAnchor(anchor, () => stop(server), force)),
  };
}
