import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { eventually, freePort, MAIN, makeHome, silent, start, type Started, tuiguan, WORKERS } from './process.ts';

// Each start is a process of its own with a database, which a busy machine may take long over.
vi.setConfig({ testTimeout: 240_000 });

const home = makeHome();
const env = (more: Record<string, string> = {}): Record<string, string> => ({ DATA_DIR: home.dataDir, PORT: '0', ...more });
const open: Started[] = [];

function npmStart(more: Record<string, string> = {}): Started {
  const started = start(MAIN, env(more));
  open.push(started);
  return started;
}

async function ready(started: Started): Promise<string> {
  const [, url] = (await started.says(/API\s+(http:\S+)\/docs[^]*data /)) as unknown as [string, string];
  return url;
}

afterAll(async () => {
  for (const each of open) await each.signal('SIGKILL');
  await home.remove();
});

test('npm start says when it is ready and where, serves its pages, and Ctrl-C leaves nothing running', async () => {
  const port = await freePort();
  const started = npmStart({ PORT: String(port) });
  const url = await ready(started);
  expect(started.said()).toMatch(/推管 Tuiguan is ready in \d+\.\d s/);
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'up' });
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', checks: { database: { ok: true } } });
  for (const page of ['/docs', '/mailbox', '/openapi.json']) expect(await fetch(`${url}${page}`).then((answer) => [page, answer.status])).toEqual([page, 200]);
  expect(home.running()).toBe(true);
  expect(await started.signal('SIGINT')).toMatchObject({ code: 0 });
  expect(home.running()).toBe(false);
  expect(await silent(url)).toBe(true);
  expect(() => process.kill(-started.pid, 0)).toThrow('ESRCH');
});

test('killed with -9 it starts again on the same data, takes over the orphaned database and stops it at the end', async () => {
  const first = npmStart();
  await ready(first);
  expect(await tuiguan(env(), 'staff', 'add', 'lin@example.com', '--name', '林晓', '--role', 'author')).toMatchObject({ code: 0 });
  await first.signal('SIGKILL');
  expect(home.running()).toBe(true);
  const second = npmStart();
  const url = await ready(second);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await tuiguan(env(), 'staff', 'list')).out).toContain('lin@example.com');
  expect(await second.signal('SIGTERM')).toMatchObject({ code: 0 });
  expect(home.running()).toBe(false);
});

test('a port that is taken is replaced by a free one, and it says which', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  onTestFinished(() => void squatter.close());
  const address = squatter.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  const started = npmStart({ PORT: String(taken) });
  const url = await ready(started);
  expect(url).not.toContain(`:${taken}`);
  expect(started.said()).toContain(`port ${taken} is taken; serving at ${url} instead`);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await started.signal('SIGINT')).toMatchObject({ code: 0 });
});

test('Ctrl-C while it is still starting leaves nothing running either', async () => {
  const started = npmStart();
  await eventually('the database is coming up', () => home.running());
  expect(await started.signal('SIGINT')).toMatchObject({ code: 0 });
  expect(home.running()).toBe(false);
});

const WRONG = { PORT: 'abc', MAIL_RATE: '0', SMTP_URL: 'http://x', CLOCK_START: 'yesterday' };

test.each([
  [MAIN, WRONG, ['PORT="abc": expected a whole number from 0 to 65535', 'MAIL_RATE="0": expected at least 1', 'SMTP_URL="…": expected a URL that starts with smtp:// or smtps://', 'CLOCK_START="yesterday": expected an ISO 8601 moment with zone']],
  [MAIN, { NODE_ENV: 'production' }, ['DATABASE_URL is unset: production mode expects a real server']],
  [WORKERS, {}, ['SMTP_URL is unset: separate workers expect a relay']],
])('%s with %o is refused by name, and nothing is started', async (file, wrong: Record<string, string>, says) => {
  const fresh = makeHome();
  onTestFinished(() => fresh.remove());
  const { code, said } = await start(file, { DATA_DIR: fresh.dataDir, PORT: '0', ...wrong }).ended;
  expect(code).toBe(1);
  for (const each of says) expect(said).toContain(each);
  expect(said).not.toContain('    at ');
  expect(existsSync(fresh.dataDir)).toBe(false);
});
