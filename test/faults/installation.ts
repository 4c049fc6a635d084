import type { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { connect, row } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { eventually, MAIN, makeHome, start, type Started } from '../start/process.ts';
import { makeScene } from './scene.ts';

/** An installation in a directory of its own: its `npm start` can be killed and started again on the same data. */
export async function makeInstallation(env: Record<string, string>) {
  const home = makeHome();
  const server = await home.database();
  await migrate(server.ownerUrl);
  const connection = connect({ url: server.appUrl, max: 3, name: 'tuiguan test' });
  const owner = postgres(server.ownerUrl, { max: 2, onnotice: () => {} });
  const { db } = connection;
  let main: Started | undefined;
  let kills = 0;
  return {
    dataDir: home.dataDir,
    db,
    /** The owner's connection, which may do what the application may not. */
    owner,
    scene: await makeScene({ db }),
    kills: () => kills,
    said: () => main?.said() ?? '',
    start(): void {
      main = start(MAIN, { DATA_DIR: home.dataDir, PORT: '0', ...env });
    },
    /** kill -9, at once; whatever it was doing stays as it is. */
    async kill(): Promise<void> {
      await main?.signal('SIGKILL');
      main = undefined;
      kills += 1;
    },
    /** What a query that gives one row with `n` says. */
    count: async (query: ReturnType<typeof sql>): Promise<number> => (await row<{ n: number }>(db, query))?.n ?? -1,
    until: (what: string, so: () => boolean | Promise<boolean>, ms?: number, everyMs?: number): Promise<void> => eventually(what, so, ms, () => main?.said() ?? '', everyMs),
    async close(): Promise<void> {
      await main?.signal('SIGKILL');
      await connection.close();
      await owner.end({ timeout: 5 });
      await server.close({ force: true });
      await home.remove();
    },
  };
}

export type Installation = Awaited<ReturnType<typeof makeInstallation>>;
