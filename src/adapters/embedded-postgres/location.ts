import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
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
 * under /var/lib/tuiguan (or the temporary directory); a note in the data directory names the place. A cluster that already lies there stays there.
 */
export function locate(dataDir: string, user: ServerUser | null, log: Log): Location {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const inside = join(home, 'postgres');
  if (!user) {
    if (existsSync(join(home, NOTE)) && !existsSync(inside)) log.warn(`root's data of ${home} lies elsewhere (see ${join(home, NOTE)}); this user begins with an empty database`);
    return prepare(inside, null);
  }
  const standing = existsSync(join(inside, 'data')) && canEnter(inside, user) ? inside : notedPlace(home);
  const root = standing || canEnter(home, user) ? undefined : sharedRoot(user);
  const base = standing ?? (root === undefined ? inside : noteNewPlace(home, root, user));
  if (base === inside && !canEnter(home, user)) throw new AppError('CONFIG', `the user ${user.name}, as whom PostgreSQL runs when we are root, can enter neither ${home} nor /var/lib/tuiguan: set DATA_DIR to a directory that it can enter, or set DATABASE_URL`);
  if (base !== inside) log.info(`${user.name} cannot enter ${home}: PostgreSQL's data lies in ${base}`);
  return prepare(base, user);
}

/** The place that the note in a data directory names, if it is one of ours. Whoever removes the data directory begins anew. */
function notedPlace(home: string): string | undefined {
  if (!existsSync(join(home, NOTE))) return undefined;
  const place = readFileSync(join(home, NOTE), 'utf8').trim().split('\n').at(-1) ?? '';
  return ROOTS.includes(dirname(place)) && /^[0-9a-f]{16}$/.test(basename(place)) ? place : undefined;
}

/** Chooses a place and notes it. The note appears whole and once: of two starts at the same moment, both use the first one's. */
function noteNewPlace(home: string, root: string, user: ServerUser): string {
  const place = join(root, randomBytes(8).toString('hex'));
  const draft = join(home, `${NOTE}.${process.pid}`);
  writeFileSync(draft, `PostgreSQL refuses to run as root, and the user ${user.name}, as whom it runs, cannot enter this directory.\nIts data lies in:\n${place}\n`);
  try {
    linkSync(draft, join(home, NOTE));
    return place;
  } catch (error) {
    const noted = notedPlace(home);
    if (noted === undefined) throw error;
    return noted;
  } finally {
    unlinkSync(draft);
  }
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
