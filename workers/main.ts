import { openDeps } from '../src/deps.ts';
import { loadConfig } from '../src/lib/config.ts';
import { AppError } from '../src/lib/errors.ts';
import { closeOnSignal, failStart } from '../src/lib/process.ts';
import { startWorkers } from './start.ts';

/** `npm run start:workers`: crawling, sweeps and mail, in as many processes as wanted. */
try {
  const starting = start();
  closeOnSignal(starting, (line) => void process.stderr.write(`${line}\n`));
  const { opened } = await starting;
  opened.deps.log.info(`working on ${opened.location}`);
} catch (error) {
  failStart(error);
}

async function start() {
  const config = loadConfig();
  if (!config.SMTP_URL) throw new AppError('CONFIG', 'SMTP_URL is unset: separate workers expect a relay (the embedded mailbox belongs to npm start)');
  const opened = await openDeps(config, { name: 'tuiguan workers', migrate: false, mail: 'send' });
  const workers = startWorkers(opened.deps, opened.queueConnection);
  return {
    opened,
    async close() {
      await workers.close();
      await opened.close();
    },
  };
}
