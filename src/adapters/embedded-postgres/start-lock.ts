import { linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../lib/errors.ts';

/** Longer than any first start takes; a holder past it is dead and its pid belongs to somebody else. */
const STALE_MS = 120_000;

/**
 * Runs `work` while no other process does, for one directory. The lock is the file with the highest number; it is free
 * when its holder released it or died. Taking it makes the next number, which only one process can, and nothing that
 * others may be looking at is ever removed: so a dead holder's lock cannot be broken twice.
 */
export async function withStartLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + STALE_MS;
  let mine: number | undefined;
  while ((mine = take(dir)) === undefined) {
    if (Date.now() > deadline) throw new AppError('UNAVAILABLE', `another process has been starting PostgreSQL in ${dir} for ${STALE_MS / 1000} s: end it, then start again`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    writeFileSync(file(dir, mine), 'free');
  }
}

const file = (dir: string, n: number): string => join(dir, `start.${n}.lock`);
const numbers = (dir: string): number[] => readdirSync(dir).flatMap((name) => /^start\.(\d+)\.lock$/.exec(name)?.[1] ?? []).map(Number);

function take(dir: string): number | undefined {
  const last = Math.max(0, ...numbers(dir));
  if (last > 0 && held(file(dir, last))) return undefined;
  const mine = last + 1;
  // Linked into place with its content, so that nobody sees it empty.
  const draft = join(dir, `start.${process.pid}.draft`);
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file(dir, mine));
  } catch {
    return undefined;
  } finally {
    rmSync(draft, { force: true });
  }
  if (Math.max(...numbers(dir)) !== mine) {
    rmSync(file(dir, mine), { force: true });
    return undefined;
  }
  for (const n of numbers(dir)) if (n < mine) rmSync(file(dir, n), { force: true });
  return mine;
}

function held(path: string): boolean {
  try {
    const content = readFileSync(path, 'utf8');
    if (content === 'free' || Date.now() - statSync(path).mtimeMs > STALE_MS) return false;
    return isAlive(Number(content));
  } catch {
    return true; // replaced meanwhile: look again
  }
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
