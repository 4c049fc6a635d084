import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/adapters/embedded-postgres.ts';
import { readPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts';
import { makeLog } from '../../src/lib/log.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const MAIN = 'src/main.ts';
export const SERVER = 'src/server.ts';
export const WORKERS = 'workers/main.ts';

export interface Started {
  pid: number;
  /** Everything that it printed so far, both streams. */
  said(): string;
  /** Waits until it prints this. @throws with all that it printed when it ends first, or after `ms`. */
  says(pattern: RegExp, ms?: number): Promise<RegExpExecArray>;
  /** To the whole process group, as a terminal's Ctrl-C goes; resolves with what it ended with. */
  signal(name: NodeJS.Signals): Promise<Ended>;
  ended: Promise<Ended>;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
}

/** Starts a file of ours as npm would, in a process group of its own and with these settings alone. */
export function start(file: string, env: Record<string, string>, args: string[] = []): Started {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code: code as number | null, signal: signal as NodeJS.Signals | null, said }));
  let over = false;
  void ended.then(() => (over = true));
  const pid = child.pid ?? 0;
  return {
    pid,
    ended,
    said: () => said,
    async says(pattern, ms = 40_000) {
      await eventually(`${file} says ${String(pattern)}`, () => pattern.test(said) || over, ms, () => said);
      const found = pattern.exec(said);
      if (!found) throw new Error(`${file} ended before it said ${String(pattern)}:\n${said}`);
      return found;
    },
    signal(name) {
      if (!over) process.kill(-pid, name);
      return ended;
    },
  };
}

export interface Run {
  code: number | null;
  out: string;
}

/** Runs the `tuiguan` command to its end. */
export async function tuiguan(env: Record<string, string>, ...args: string[]): Promise<Run> {
  const { code, said } = await start('src/cli.ts', env, args).ended;
  return { code, out: said };
}

/** A data directory of its own, that the database's user can enter; `remove` ends what still runs on it. */
export function makeHome(): { dataDir: string; database(): Promise<EmbeddedPostgres>; running(): boolean; remove(): Promise<void> } {
  const home = mkdtempSync(join(tmpdir(), 'tuiguan-start-'));
  chmodSync(home, 0o755);
  const dataDir = join(home, '.data');
  const log = makeLog('silent', false);
  const database = (): Promise<EmbeddedPostgres> => openEmbeddedPostgres({ dataDir, port: 0, log });
  return {
    dataDir,
    database,
    running() {
      const found = readPostmaster(join(dataDir, 'postgres', 'data'));
      return found !== null && found !== 'stale';
    },
    async remove() {
      if (existsSync(join(dataDir, 'postgres', 'data'))) await (await database()).close({ force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The lines of what the embedded mail server keeps, without the mails' bytes. */
export function mailbox(dataDir: string): { messageId: string; to: string[] }[] {
  const file = join(dataDir, 'mail', 'mailbox.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as { messageId: string; to: string[] });
}

/** Asks again and again until it is so. @throws after `ms`, with what `also` says. */
export async function eventually(what: string, so: () => boolean | Promise<boolean>, ms = 40_000, also: () => string = () => '', everyMs = 25): Promise<void> {
  for (const deadline = Date.now() + ms; !(await so()); await sleep(everyMs)) {
    if (Date.now() > deadline) throw new Error(`after ${ms} ms it is still not so: ${what}\n${also()}`);
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Whether nobody listens there any more. */
export async function silent(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}
