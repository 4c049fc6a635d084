import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../lib/errors.ts';

/** Whom PostgreSQL runs as when we are root, which it refuses to be. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * An unprivileged user when we are root, else null (the server runs as ourselves). The owner of data that is there
 * already (made without root, say); else `postgres`, then `tuiguan`, which is created when neither exists, then `nobody`.
 * @throws CONFIG when there is no such user at all.
 */
export function serverUser(data: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { name: `the owner of ${data}`, uid: owner.uid, gid: owner.gid };
  const known = findUser('postgres') ?? findUser('tuiguan');
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'tuiguan'], { stdio: 'ignore' });
  const made = findUser('tuiguan') ?? findUser('nobody');
  if (made) return made;
  throw new AppError('CONFIG', 'PostgreSQL refuses to run as root and no unprivileged user was found: add one (useradd --system tuiguan), start as another user, or set DATABASE_URL');
}

function findUser(name: string): ServerUser | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined || Number(uid) === 0 ? null : { name, uid: Number(uid), gid: Number(gid) };
}

/** Whether `user` has all of `rights` (4 read, 2 write, 1 enter or run) on this one path, parents aside. */
export function permits(path: string, rights: number, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & rights) === rights;
}

/**
 * Whether `user` can come to `path`: every directory from the root down to it, by its real name, can be entered. What
 * does not exist yet counts as what will hold it. null (ourselves) is asked of the operating system.
 */
export function canEnter(path: string, user: ServerUser | null): boolean {
  let at = resolve(path);
  for (;;) {
    try {
      at = realpathSync(at);
      break;
    } catch {
      if (dirname(at) === at) return false;
      at = dirname(at);
    }
  }
  if (!user) {
    try {
      accessSync(at, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  for (let dir = at; ; dir = dirname(dir)) {
    if (!permits(dir, 1, user)) return false;
    if (dirname(dir) === dir) return true;
  }
}
