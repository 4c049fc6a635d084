import { openDatabase } from '../src/adapters/open-database.ts';
import { loadConfig } from '../src/lib/config.ts';
import { makeLog } from '../src/lib/log.ts';
import { failStart } from '../src/lib/process.ts';

/** `npm run migrate`: applies pending migrations as the owner (DATABASE_OWNER_URL), then ends. */
try {
  const config = loadConfig();
  const opened = await openDatabase(config, makeLog(config.LOG_LEVEL, true), { migrate: true, name: 'tuiguan migrate', max: 1 });
  process.stdout.write(`the tables at ${opened.location} are up to date\n`);
  await opened.close();
} catch (error) {
  failStart(error);
}
