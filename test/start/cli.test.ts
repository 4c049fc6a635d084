import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { eventually, MAIN, makeHome, start, type Started, tuiguan } from './process.ts';

vi.setConfig({ testTimeout: 240_000 });

const home = makeHome();
const env = { DATA_DIR: home.dataDir, PORT: '0' };
let server: Started | undefined;

afterAll(async () => {
  await server?.signal('SIGKILL');
  await home.remove();
});

async function ok(more: Record<string, string>, ...args: string[]): Promise<string> {
  const { code, out } = await tuiguan({ ...env, ...more }, ...args);
  expect({ args, code, out }).toMatchObject({ code: 0 });
  return out;
}

test('alone, a command starts the database and stops it; beside npm start, it leaves that running', async () => {
  await ok({}, 'staff', 'add', 'lin@example.com', '--name', '林晓', '--role', 'author');
  expect(home.running()).toBe(false);
  const interrupted = start('src/cli.ts', env, ['staff', 'list']);
  await eventually('the database is coming up', () => home.running(), 40_000, interrupted.said, 5);
  await interrupted.signal('SIGINT');
  expect(home.running()).toBe(false);

  server = start(MAIN, env);
  const [, url] = (await server.says(/API\s+(http:\S+)\/docs/)) as unknown as [string, string];
  const { key } = JSON.parse(await ok({}, 'key', 'create', '--staff', 'lin@example.com', '--json')) as { key: string };
  const policy = join(home.dataDir, 'policy.json');
  writeFileSync(policy, JSON.stringify({ permission: 'cross_store_settlement', requirements: [{ fact: 'best_score', operator: 'gte', value: 60, code: 'low_quality', title: { 'zh-CN': '站点质量分', en: 'Site quality' }, remedy: { 'zh-CN': '充实原创内容。', en: 'Add text of your own.' } }] }));
  expect(await tuiguan(env, 'sweep', 'plan', '--policy', 'cross_store_settlement')).toMatchObject({ code: 1 });
  expect(await ok({ TUIGUAN_API_KEY: key }, 'policy', 'publish', policy)).toContain('published cross_store_settlement@1');
  const plan = JSON.parse(await ok({ TUIGUAN_API_KEY: key }, 'sweep', 'plan', '--policy', 'cross_store_settlement', '--json')) as { state: string; planHash: string };
  expect(plan).toMatchObject({ state: 'planned', planHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });

  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await server.signal('SIGINT')).toMatchObject({ code: 0 });
  expect(home.running()).toBe(false);
});
