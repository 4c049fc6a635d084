import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { canEnter, type ServerUser } from './server-user.ts';

const NOTE = 'POSTGRES-IS-ELSEWHERE.txt';
const ROOTS = ['/var/lib/tuiguan', join(tmpdir(), 'tuiguan')];

/** The files of one cluster. */
export interface Location {
  /** Holds everything below; 0700, of the server's user. */
  base: string;
  data: string;
  secret: string;
  log: string;
}

/**
 * Where the cluster of a data directory lies: inside it, or, when we are root and the server's user cannot come there,
 * under /var/lib/tuiguan (or the temporary directory), named after the data directory. A cluster that already lies there stays there.
 */
export function locate(dataDir: string, user: ServerUser | null, log: Log): Location {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const inside = join(home, 'postgres');
  if (!user) {
    if (existsSync(join(home, NOTE)) && !existsSync(inside)) log.warn(`root's data of ${home} lies elsewhere (see ${join(home, NOTE)}); this user begins with an empty database`);
    return prepare(inside, null);
  }
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  const standing = existsSync(join(inside, 'data')) && canEnter(inside, user) ? inside : ROOTS.map((root) => join(root, name)).find((base) => existsSync(join(base, 'data')));
  const root = standing || canEnter(home, user) ? undefined : sharedRoot(user);
  const base = standing ?? (root === undefined ? inside : join(root, name));
  if (base === inside && !canEnter(home, user)) throw new AppError('CONFIG', `the user ${user.name}, as whom PostgreSQL runs when we are root, can enter neither ${home} nor /var/lib/tuiguan: set DATA_DIR to a directory that it can enter, or set DATABASE_URL`);
  if (base !== inside) {
    log.info(`${user.name} cannot enter ${home}: PostgreSQL's data lies in ${base}`);
    writeFileSync(join(home, NOTE), `PostgreSQL refuses to run as root, and the user ${user.name}, as whom it runs, cannot enter this directory.\nIts data lies in:\n${base}\n`);
  }
  return prepare(base, user);
}

/**
 * A directory outside the checkout, made if need be, that we own and the server's user can enter. One in the temporary
 * directory that somebody else made first is not trusted.
 */
export function sharedRoot(user: ServerUser | null): string | undefined {
  return ROOTS.find((root) => {
    try {
      mkdirSync(root, { recursive: true, mode: 0o755 });
      accessSync(root, constants.W_OK);
      return statSync(root).uid === (process.getuid?.() ?? 0) && canEnter(root, user);
    } catch {
      return false;
    }
  });
}

function prepare(base: string, user: ServerUser | null): Location {
  try {
    mkdirSync(base, { recursive: true, mode: 0o700 });
    if (user) chownSync(base, user.uid, user.gid);
    chmodSync(base, 0o700);
  } catch (cause) {
    throw new AppError('CONFIG', `${base} cannot be used: it belongs to another user, or its directory cannot be written to. Start as the user who made it, or set DATA_DIR`, { cause });
  }
  return { base, data: join(base, 'data'), secret: join(base, 'secret'), log: join(base, 'server.log') };
}
