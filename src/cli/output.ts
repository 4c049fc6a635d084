import type { SingleBar } from 'cli-progress';

/** Prints one pretty JSON value. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Cells a character wide, counting Han and full-width characters as two. */
export function width(text: string): number {
  let cells = 0;
  for (const c of text) cells += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1;
  return cells;
}

/** Rows as an aligned table; numbers are set to the right. */
export function table(head: string[], body: (string | number | null)[][]): string {
  const cells = body.map((r) => r.map((c) => (c === null ? '–' : typeof c === 'number' ? c.toLocaleString('en-US') : c)));
  const widths = head.map((h, i) => Math.max(width(h), ...cells.map((r) => width(r[i] ?? ''))));
  const right = head.map((_, i) => body.some((r) => typeof r[i] === 'number'));
  const line = (r: string[]): string =>
    r.map((c, i) => (right[i] ? ' '.repeat((widths[i] ?? 0) - width(c)) + c : c + ' '.repeat((widths[i] ?? 0) - width(c)))).join('  ').trimEnd();
  return [line(head), widths.map((w) => '─'.repeat(w)).join('  '), ...cells.map(line)].join('\n');
}

/** A moment as people here read it: 2013-12-06 17:31 (UTC+8). */
export function moment(at: Date | null): string {
  return at ? `${new Date(at.getTime() + 28_800_000).toISOString().slice(0, 16).replace('T', ' ')} (UTC+8)` : '–';
}

/** A bar of `share` (0..1), `cells` wide. */
export function bar(share: number, cells = 24): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * cells);
  return '█'.repeat(full) + '·'.repeat(cells - full);
}

/** A progress bar on a terminal, nothing otherwise. */
export async function progressBar(label: string, total: number): Promise<SingleBar | null> {
  if (!process.stderr.isTTY) return null;
  const { Presets, SingleBar } = await import('cli-progress');
  const made = new SingleBar({ format: `${label} {bar} {percentage}%  {value}/{total}  {eta_formatted} left`, hideCursor: true, stream: process.stderr }, Presets.shades_classic);
  made.start(total, 0);
  return made;
}
