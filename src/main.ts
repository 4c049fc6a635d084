import { startEverything } from './everything.ts';
import { loadConfig } from './lib/config.ts';
import { closeOnSignal, failStart } from './lib/process.ts';

/** `npm start`: everything in one process, nothing installed or started beforehand. */
try {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const starting = startEverything(loadConfig(), { name: 'tuiguan' });
  closeOnSignal(starting, say);
  const all = await starting;
  say(`推管 Tuiguan is ready in ${process.uptime().toFixed(1)} s`);
  say(`  API       ${all.url}/docs`);
  say(`  pages     ${all.url}/  (portal and console; the first person comes in by tuiguan staff add, then staff invite)`);
  if (all.mailboxUrl) say(`  mailbox   ${all.mailboxUrl}`);
  say(`  data      ${all.location}`);
} catch (error) {
  failStart(error);
}
