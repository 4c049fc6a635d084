import { SingleBar } from 'cli-progress';

const began = performance.now();

/** One line of the story with the seconds that have really passed. */
export function tell(line: string): void {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

export function heading(moment: string, title: string): void {
  process.stdout.write(`\n${moment}  ${title}\n`);
}

/** A bar on a terminal; elsewhere nothing but the story's lines. */
export function progress(label: string, total: number): { to(value: number): void; done(): void } {
  if (!process.stdout.isTTY || total < 20) return { to: () => {}, done: () => {} };
  const bar = new SingleBar({ format: `          ${label} {bar} {value}/{total}`, clearOnComplete: true, hideCursor: true, barCompleteChar: '█', barIncompleteChar: '·' });
  bar.start(total, 0);
  return { to: (value) => bar.update(Math.max(0, Math.min(total, value))), done: () => bar.stop() };
}
