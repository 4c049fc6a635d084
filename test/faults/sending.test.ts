import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Installation, makeInstallation } from './installation.ts';
import { killWhileSending } from './killed-while-sending.ts';
import { seeded } from './scene.ts';

vi.setConfig({ testTimeout: 240_000 });

let at: Installation;
beforeAll(async () => {
  at = await makeInstallation({ MAIL_RATE: '200' });
});
afterAll(() => at.close());

test('killed with -9 three times while notices leave: one mail each, none lost, none unknown, every closing scheduled', async () => {
  const affiliates = 700;
  const survived = await killWhileSending(at, { affiliates, kills: 3, random: seeded(), deadlineMs: 60_000 });
  expect(survived).toMatchObject({ mails: affiliates, kills: 3, duplicates: 0, lost: 0, deliveries: { accepted: affiliates }, scheduled: affiliates, uneven: 0, differing: 0 });
});
