import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { type Anchor, holdAnchor } from './anchor.ts';
import type { Binaries } from './binaries.ts';
import { rotateLog } from './cluster.ts';
import type { Location } from './location.ts';
import { readPostmaster } from './postmaster.ts';
import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';

const PREFERRED_PORT = 54329;
/** Recovery after a crash may take a while; then a person should look. */
const ANSWER_MS = 60_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  log_checkpoints: 'off',
};

export interface Server {
  location: Location;
  binaries: Binaries;
  user: ServerUser | null;
  secret: string;
}

/**
 * Finds the server that runs on this data directory or starts one, and holds on to it. To be called with the start lock held.
 * @throws UNAVAILABLE when it neither starts nor answers, with the end of its log.
 */
export async function adoptOrStart(server: Server, options: { port: number | undefined; settings: Record<string, string>; log: Log }): Promise<Anchor & { adopted: boolean }> {
  const deadline = Date.now() + ANSWER_MS;
  let adopted = true;
  for (;;) {
    const found = readPostmaster(server.location.data);
    if (found === null || found === 'stale') {
      if (found === 'stale') rmSync(join(server.location.data, 'postmaster.pid'), { force: true });
      await start(server, options);
      adopted = false;
      continue;
    }
    const anchor = found.status === 'stopping' ? undefined : await holdAnchor(found.port, server.secret);
    if (anchor) return { ...anchor, adopted };
    if (Date.now() > deadline) throw new AppError('UNAVAILABLE', `PostgreSQL (pid ${found.pid}, port ${found.port}, ${found.status}) does not answer: read ${server.location.log}, and end it with "kill ${found.pid}" if it hangs`);
    await sleep(50);
  }
}

async function start(server: Server, { port: wanted, settings, log }: { port: number | undefined; settings: Record<string, string>; log: Log }): Promise<void> {
  const { location, binaries, user } = server;
  rotateLog(location);
  let port = await freePort(wanted ?? PREFERRED_PORT);
  for (let tries = 1; ; tries += 1) {
    const all = Object.entries({ ...SETTINGS, ...settings, port: String(port) });
    const args = ['start', '-w', '-t', String(ANSWER_MS / 1000), '-s', '-D', location.data, '-l', location.log, '-o', all.map(([name, value]) => `-c ${name}=${value}`).join(' ')];
    const before = existsSync(location.log) ? readFileSync(location.log).length : 0;
    const ran = await run(binaries.pgCtl, args, { user, cwd: location.base });
    if (ran.code === 0) break;
    const said = existsSync(location.log) ? readFileSync(location.log).subarray(before).toString('utf8') : '';
    if (tries === 5) throw new AppError('UNAVAILABLE', `PostgreSQL does not start on ${location.data}: ${(said || ran.output).trim().slice(-600)}`);
    if (said.includes('could not bind')) port = await freePort(0);
    // Children of a server that was killed let go of its shared memory within moments.
    else await sleep(200 * tries);
  }
  if (wanted !== 0 && port !== (wanted ?? PREFERRED_PORT)) log.info(`port ${wanted ?? PREFERRED_PORT} is taken: PostgreSQL listens on 127.0.0.1:${port}`);
}

/** `port` when it can be had on the loopback address, else any that can. */
function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (port === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** Stops the server: open connections are ended and everything is written down. */
export async function stop({ location, binaries, user }: Server): Promise<void> {
  const ran = await run(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-t', '60', '-s', '-D', location.data], { user, cwd: location.base });
  if (ran.code !== 0 && readPostmaster(location.data) !== null) throw new AppError('UNAVAILABLE', `PostgreSQL does not stop: ${ran.output.trim().slice(-300)}; read ${location.log}`);
}
