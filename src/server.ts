import { createApp } from './app.ts';
import { openDeps } from './deps.ts';
import { listen } from './everything.ts';
import { loadConfig } from './lib/config.ts';
import { closeOnSignal, failStart } from './lib/process.ts';

/** `npm run start:server`: HTTP only; work is left to the workers. */
try {
  const config = loadConfig();
  const http = await listen(config);
  const opened = await openDeps({ ...config, PUBLIC_URL: config.PUBLIC_URL ?? http.url }, { name: 'tuiguan server', migrate: config.DATABASE_URL === undefined, mail: 'none' });
  const { log } = opened.deps;
  if (http.movedFrom !== null) log.warn(`port ${http.movedFrom} is taken; serving at ${http.url} instead`);
  const app = createApp(opened.deps);
  http.handle((request) => app.fetch(request));
  closeOnSignal(
    async () => {
      await http.close();
      await opened.close();
    },
    (line) => log.info(line),
  );
  log.info(`serving at ${http.url}, data at ${opened.location}`);
} catch (error) {
  failStart(error);
}
