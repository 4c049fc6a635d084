/** Median, 95th percentile and longest file of each part of the house; fails when a file is longer than the house allows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PARTS = ['src', 'workers', 'test', 'bench', 'demo', 'scripts'];
/** Lines: the habits of DESIGN.md; only the last is a limit. */
export const HOUSE = { median: 70, p95: 250, max: 400 };
/** Word lists and the like: data in the form of code. */
const DATA = /^demo\/web\/text\//;

export interface PartLengths {
  part: string;
  files: number;
  median: number;
  p95: number;
  max: number;
  longest: string;
  tooLong: { file: string; lines: number }[];
}

/** Counts the lines of the code files below each part of `root`. */
export function fileLengths(root: string): PartLengths[] {
  return PARTS.filter((part) => existsSync(join(root, part))).flatMap((part) => {
    const all = readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .map((file) => `${part}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.(tsx?|mjs|js|css|sql)$/.test(file) && !DATA.test(file))
      .map((file) => ({ file, lines: linesOf(readFileSync(join(root, file), 'utf8')) }))
      .sort((a, b) => a.lines - b.lines);
    const longest = all.at(-1);
    if (!longest) return [];
    const at = (share: number): number => all[Math.min(all.length - 1, Math.ceil(share * all.length) - 1)]?.lines ?? 0;
    return [{ part, files: all.length, median: at(0.5), p95: at(0.95), max: longest.lines, longest: longest.file, tooLong: all.filter(({ lines }) => lines > HOUSE.max) }];
  });
}

function linesOf(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { part, files, median, p95, max, longest, tooLong } of fileLengths(join(fileURLToPath(import.meta.url), '..', '..'))) {
    const over = median >= HOUSE.median || p95 >= HOUSE.p95 ? '  (over the habit)' : '';
    process.stdout.write(`${part.padEnd(8)} ${String(files).padStart(4)} files  median ${String(median).padStart(3)}  p95 ${String(p95).padStart(3)}  max ${String(max).padStart(3)} ${longest}${over}\n`);
    for (const { file, lines } of tooLong) {
      process.stdout.write(`  ${file} has ${lines} lines: the house allows ${HOUSE.max}; split it by what it does\n`);
      process.exitCode = 1;
    }
  }
}
