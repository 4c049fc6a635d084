import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of an installation without AUTH_SECRET: out of `auth-secret` in its data folder (mode 0600), made once.
 * Two processes that start together get the same one: linking a whole file into place succeeds for one of them only.
 */
export function secretFor(dataDir: string): string {
  const file = join(dataDir, 'auth-secret');
  const known = read(file);
  if (known !== null) return known;
  mkdirSync(dataDir, { recursive: true });
  const made = join(dataDir, `auth-secret.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(made, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
