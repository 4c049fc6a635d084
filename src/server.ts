import { createApp } from './app.ts';
import { openDeps } from './deps.ts';
import { listen } from './everything.ts';
import { loadConfig } from './lib/config.ts';
import { closeOnSignal, failStart } from './lib/process.ts';

/** `npm run start:server`: HTTP only; work is left to the workers. */
try {
  const starting = startServer();
  closeOnSignal(starting, (line) => void process.stderr.write(`${line}\n`));
  const { opened, url } = await starting;
  opened.deps.log.info(`serving at ${url}, data at ${opened.location}`);
} catch (error) {
  failStart(error);
}

async function startServer() {
  const config = loadConfig();
  const http = await listen(config);
  const opened = await openDeps({ ...config, PUBLIC_URL: config.PUBLIC_URL ?? http.url }, { name: 'tuiguan server', migrate: config.DATABASE_URL === undefined, mail: 'none' });
  if (http.movedFrom !== null) opened.deps.log.warn(`port ${http.movedFrom} is taken; serving at ${http.url} instead`);
  const app = createApp(opened.deps);
  http.handle((request) => app.fetch(request));
  return {
    opened,
    url: http.url,
    async close() {
      await http.close();
      await opened.close();
    },
  };
}
