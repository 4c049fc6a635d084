import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SYNTAX = 'no-restricted-syntax';
const SQL = 'declare const sql: (parts: TemplateStringsArray, ...values: unknown[]) => string;\n';
const VITEST = "import { describe, it } from 'vitest';\n";

/** Code that a rule must refuse, where it must; every row is a file of its own. */
const REFUSED: [rule: string, file: string, code: string][] = [
  [SYNTAX, 'src/policy/a.ts', 'export const now = Date.now();'],
  [SYNTAX, 'src/auth/b.ts', 'export const now = new Date();'],
  [SYNTAX, 'src/notices/c.ts', 'export const read = Date.now;'],
  [SYNTAX, 'src/quality/d.ts', "export const now = Date['now']();"],
  [SYNTAX, 'src/apps/e.ts', 'export const now = Date();'],
  [SYNTAX, 'src/records/f.ts', "import { systemClock } from '../lib/clock.ts';\nexport const now = systemClock.now();"],
  [SYNTAX, 'src/facts/g.ts', `${SQL}export const q = sql\`select now()\`;`],
  [SYNTAX, 'src/api/h.ts', `${SQL}export const q = sql\`update t set at = CURRENT_TIMESTAMP where id = \${1}\`;`],
  [SYNTAX, 'src/db/i.ts', `${SQL}export const q = sql\`select clock_timestamp ( )\`;`],
  [SYNTAX, 'src/adapters/j.ts', "export const q = (db: { execute(text: string): void }): void => db.execute('select now()');"],
  [SYNTAX, 'src/db/k.ts', 'export const c = (t: { defaultNow(): unknown }): unknown => t.defaultNow();'],
  [SYNTAX, 'src/lib/l.ts', "import { env } from 'node:process';\nexport const e = env;"],
  [SYNTAX, 'src/policy/index.ts', "export * from './a.ts';"],
  [SYNTAX, 'test/only.test.ts', `${VITEST}it.only('x', () => {});`],
  [SYNTAX, 'test/skip.test.ts', `${VITEST}describe.skip('x', () => {});`],
  [SYNTAX, 'test/todo.test.ts', `${VITEST}it.todo('x');`],
  [SYNTAX, 'test/concurrent.test.ts', `${VITEST}it.concurrent.only('x', () => {});`],
  [SYNTAX, 'test/option.test.ts', `${VITEST}it('x', { skip: true }, () => {});`],
  [SYNTAX, 'test/silent.test.ts', `${VITEST}it('x', (context) => context.skip());`],
  ['no-restricted-properties', 'src/policy/m.ts', "export const url = process.env['DATABASE_URL'];"],
  ['no-restricted-properties', 'workers/n.ts', 'export const { env } = process;'],
  ['@typescript-eslint/no-floating-promises', 'src/lib/o.ts', 'export function go(): void {\n  Promise.resolve(1);\n}'],
  ['@typescript-eslint/no-misused-promises', 'src/lib/p.ts', 'export const f = (list: number[]): void => list.forEach(async () => Promise.resolve());'],
  ['@typescript-eslint/no-explicit-any', 'src/lib/q.ts', 'export const f = (x: any): unknown => x;'],
  ['@typescript-eslint/no-explicit-any', 'demo/q.ts', 'export const f = (x: any): unknown => x;'],
  ['@typescript-eslint/no-unsafe-member-access', 'src/lib/r.ts', "export const f = (): unknown => JSON.parse('{}').a;"],
  ['@typescript-eslint/no-non-null-assertion', 'src/lib/s.ts', 'export const f = (x: string | null): string => x!;'],
  ['@typescript-eslint/consistent-type-imports', 'src/lib/t.ts', "import { Stats } from 'node:fs';\nexport const f = (x: Stats): number => x.size;"],
  ['@typescript-eslint/switch-exhaustiveness-check', 'src/lib/u.ts', "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}"],
  ['@typescript-eslint/only-throw-error', 'src/lib/v.ts', "export function f(): void {\n  throw 'x';\n}"],
  ['@typescript-eslint/ban-ts-comment', 'src/lib/w.ts', '// @ts-ignore\nexport const f = 1;'],
  ['eqeqeq', 'src/lib/x.ts', 'export const f = (a: number, b: number): boolean => a == b;'],
  ['no-warning-comments', 'src/lib/y.ts', '// TODO later\nexport const f = 1;'],
  ['eqeqeq', 'src/lib/z.ts', '// eslint-disable-next-line eqeqeq\nexport const f = (a: number, b: number): boolean => a == b;'],
];

/** The lawful neighbours of what is refused above. */
const PASSED: [file: string, code: string][] = [
  ['src/policy/ok.ts', `${SQL}export const q = (ctx: { clock: { now(): Date } }): string => sql\`select \${ctx.clock.now()}\`;\nexport const day = new Date(0);`],
  ['src/lib/real-time.ts', 'export const realNow = (): Date => new Date();'],
  ['src/lib/config.ts', "export const port = process.env['PORT'];"],
  ['src/lib/ok.ts', 'export const f = (x?: string | null): boolean => x == null;'],
  ['test/ok.test.ts', `${VITEST}it('x', (context) => context.skip('no Redis here'));\ndescribe.skipIf(process.env['TEST_REDIS_URL'] === undefined)('on Redis (TEST_REDIS_URL)', () => {});`],
];

const house = fileURLToPath(new URL('../..', import.meta.url));
const tree = realpathSync(mkdtempSync(join(tmpdir(), 'tuiguan-lint-')));
let found: Map<string, string[]>;

beforeAll(async () => {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  };
  symlinkSync(join(house, 'node_modules'), join(tree, 'node_modules'));
  write('tsconfig.json', JSON.stringify({ extends: join(house, 'tsconfig.json'), include: ['src', 'workers', 'test', 'demo'] }));
  for (const [, file, code] of REFUSED) write(file, code);
  for (const [file, code] of PASSED) write(file, code);
  const eslint = new ESLint({
    cwd: tree,
    overrideConfigFile: join(house, 'eslint.config.js'),
    overrideConfig: [{ languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: tree } } }],
  });
  const results = await eslint.lintFiles(['.']);
  found = new Map(results.map(({ filePath, messages }) => [filePath.slice(tree.length + 1), messages.map(({ ruleId, message }) => ruleId ?? message)]));
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('lint rules', () => {
  it.each(REFUSED)('%s refuses %s', (rule, file) => {
    expect(found.get(file)).toContain(rule);
  });

  it.each(PASSED)('let %s pass', (file) => {
    expect(found.get(file)).toEqual([]);
  });
});
