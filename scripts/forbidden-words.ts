/** Looks through every file that would be committed for places of one machine: home directories, file URLs into them, registries. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path begins the text or follows a quote, a blank or the like; the path of an address or of a neighbouring folder is none. */
const RULES: { what: string; pattern: RegExp; only?: RegExp }[] = [
  { what: 'an absolute path of one machine', pattern: /(?<![\w.})*\]-])\/(?:work|root|home\/[a-z]\w*|Users\/[A-Za-z]\w*|mnt\/[a-z]\w*)\/[\w.-]+/ },
  { what: 'a path beside the checkout', pattern: /(?:\.\.\/)+shared\// },
  { what: 'a registry by its address', pattern: /"resolved": "https?:/, only: /(^|\/)package-lock\.json$/ },
];
const BINARY = /\.(png|jpe?g|gif|ico|webp|woff2?|gz|zip|pdf)$/;

/** Words of the place where somebody works, one a line, never committed: .git/info/forbidden-words. */
function localWords(root: string): RegExp | undefined {
  const file = join(root, '.git', 'info', 'forbidden-words');
  const words = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map((word) => word.trim()).filter(Boolean) : [];
  return words.length > 0 ? new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'i') : undefined;
}

/** What is wrong in a file's text, as "line: what". */
export function forbiddenWords(file: string, text: string, local?: RegExp): string[] {
  const rules = [...RULES.filter((rule) => rule.only?.test(file) ?? true), ...(local ? [{ what: 'a word that stays at work', pattern: local }] : [])];
  return text.split('\n').flatMap((line, i) => rules.filter(({ pattern }) => pattern.test(line)).map(({ what, pattern }) => `${i + 1}: ${what}: ${pattern.exec(line)?.[0] ?? ''}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(fileURLToPath(import.meta.url), '..', '..');
  const git = ['-c', `safe.directory=${root.replace(/\/$/, '')}`, 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = execFileSync('git', git, { cwd: root, encoding: 'utf8' }).split('\0').filter((file) => file && !BINARY.test(file) && existsSync(join(root, file)));
  const local = localWords(root);
  for (const file of files) {
    for (const fault of forbiddenWords(file, readFileSync(join(root, file), 'utf8'), local)) {
      process.stdout.write(`${file}:${fault}\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${files.length} files looked through\n`);
}
