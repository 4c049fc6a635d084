import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './start-lock.ts';

/** What postmaster.pid says of a server, when a server is really behind it. */
export interface Postmaster {
  pid: number;
  port: number;
  /** starting, ready, stopping … as the server wrote it. */
  status: string;
}

/**
 * The server that runs on a data directory: `stale` when the file names a process that is dead or is no server of this
 * directory (its id was given to another program), null when there is no file.
 */
export function readPostmaster(data: string): Postmaster | 'stale' | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').map((line) => line.trim());
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isAlive(pid) || !commandOf(pid, (command) => command.includes('postgres') && command.includes(lines[1] ?? data))) return 'stale';
  return { pid, port: Number(lines[3] ?? 0), status: lines[7] ?? 'starting' };
}

/** Asks `test` about the command line of a process; true when the system hides it, so that nothing alive is taken for dead. */
function commandOf(pid: number, test: (command: string) => boolean): boolean {
  try {
    return test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 && ps.stdout.trim() !== '' ? test(ps.stdout) : true;
  }
}
