import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/adapters/open-database.ts';
import { row } from '../../src/db/client.ts';
import { loadConfig } from '../../src/lib/config.ts';
import { makeLog } from '../../src/lib/log.ts';
import { useTestDb } from '../helpers/db.ts';

const database = useTestDb();
const log = makeLog('silent', false);
const open = (env: Record<string, string>, migrate = false) => openDatabase(loadConfig(env), log, { migrate, name: 'tuiguan test open', max: 1 });

test('opens as the application even when it is given the owner', async () => {
  const opened = await open({ DATABASE_URL: database().ownerUrl });
  onTestFinished(() => opened.close());
  expect(await row(opened.db, sql`select current_user as who, current_setting('application_name') as name`)).toEqual({ who: 'tuiguan_app', name: 'tuiguan test open' });
  expect(opened.embedded).toBe(false);
  expect(opened.location).not.toContain(new URL(database().ownerUrl).password || 'no password');
});

test('a server that is not there is named by host and port, without the password', async () => {
  const refused = open({ DATABASE_URL: 'postgres://someone:hush@127.0.0.1:1/tuiguan' });
  await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('127.0.0.1:1') as string });
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('hush') as string });
});

test('a wrong password and a missing database are told apart', async () => {
  const wrong = Object.assign(new URL(database().url), { password: 'wrong' }).href;
  const missing = Object.assign(new URL(database().url), { pathname: '/nowhere' }).href;
  await expect(open({ DATABASE_URL: missing })).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('no such database') as string });
  if (new URL(database().url).password) await expect(open({ DATABASE_URL: wrong })).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('refuses') as string });
});

test('pending migrations are refused until they are asked for', async () => {
  const { superUrl, ownerUrl, appUrl } = inject('testServer');
  const name = `tuiguan_empty_${randomBytes(4).toString('hex')}`;
  const admin = postgres(superUrl, { max: 1, onnotice: () => {} });
  onTestFinished(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  await admin.unsafe(`create database ${name} owner ${new URL(ownerUrl).username}`);
  const env = { DATABASE_URL: Object.assign(new URL(appUrl), { pathname: `/${name}` }).href, DATABASE_OWNER_URL: Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href };
  await expect(open(env)).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('npm run migrate') as string });
  const opened = await open(env, true);
  await opened.close();
  await (await open(env)).close();
});
