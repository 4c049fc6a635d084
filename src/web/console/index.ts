import { Hono } from 'hono';
import type { ConsoleEnv } from '../http/env.ts';
import { inConsole } from '../http/session.ts';
import { addDailyPages } from './daily.ts';
import { addConsoleReport } from '../report/index.ts';
import { addSweepPages } from './heart.ts';

/** The pages of the policy team, under /console. */
export function consolePages(): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>();
  app.use(inConsole());
  addDailyPages(app);
  addSweepPages(app);
  addConsoleReport(app);
  return app;
}
