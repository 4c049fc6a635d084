import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkImports, IMPORT_RULES, longestChain } from '../../scripts/import-rules.ts';

/** What the house allows, in small: every folder, each listed kind of import once. */
const ALLOWED: Record<string, string[]> = {
  'src/lib/errors.ts': ['zod'],
  'src/lib/ports.ts': ['./errors.ts'],
  'src/lib/ctx.ts': ['../db/client.ts'],
  'src/db/client.ts': ['drizzle-orm', '../lib/errors.ts'],
  'src/adapters/mailer.ts': ['nodemailer', '../lib/ports.ts', '../db/client.ts'],
  'src/auth/index.ts': ['./abilities.ts'],
  'src/auth/abilities.ts': ['../lib/ctx.ts'],
  'src/quality/index.ts': ['./judge.ts'],
  'src/quality/judge.ts': ['cheerio', '../lib/errors.ts'],
  'src/facts/index.ts': ['../auth/index.ts', '../db/client.ts'],
  'src/records/index.ts': ['../facts/index.ts', 'drizzle-orm'],
  'src/crawl/index.ts': ['../facts/index.ts', '../records/index.ts', '../quality/index.ts', 'node:path'],
  'src/notices/index.ts': ['../records/index.ts', './plan.ts'],
  'src/notices/plan.ts': ['../lib/ports.ts'],
  'src/policy/index.ts': ['../facts/index.ts', '../records/index.ts', '../quality/index.ts', '../notices/index.ts'],
  'src/reviews/index.ts': ['../facts/index.ts', '../records/index.ts', '../notices/index.ts', '../policy/index.ts'],
  'src/apps/index.ts': ['../facts/index.ts', '../records/index.ts', '../notices/index.ts', '../policy/index.ts', '../reviews/index.ts'],
  'src/api/v1/sweeps.ts': ['hono', '../../policy/index.ts'],
  'src/web/page.tsx': ['hono', '../reviews/index.ts'],
  'src/cli/sweep.ts': ['../policy/index.ts'],
  'workers/jobs.ts': ['../src/crawl/index.ts'],
  'workers/main.ts': ['./jobs.ts', '../src/deps.ts', '../src/db/client.ts'],
  'src/app.ts': ['./api/v1/sweeps.ts', './web/page.tsx', './policy/index.ts'],
  'src/deps.ts': ['./db/client.ts', './adapters/mailer.ts', './notices/plan.ts'],
  'src/cli.ts': ['./cli/sweep.ts', './deps.ts'],
  'src/server.ts': ['./app.ts'],
  'src/main.ts': ['./server.ts', '../workers/main.ts'],
  'demo/story.ts': ['../src/policy/index.ts', '../src/main.ts'],
  'demo/main.ts': ['./story.ts', '../workers/main.ts'],
};

/** One forbidden import a row: the rule it breaks, the file, what it imports. Every rule of the house must be here. */
const FORBIDDEN: [rule: string, file: string, imported: string][] = [
  ['no-cycle', 'src/lib/errors.ts', './ports.ts'],
  ['no-cycle', 'src/notices/plan.ts', './index.ts'],
  ['resolvable', 'src/lib/ports.ts', './nowhere.ts'],
  ['floor-imports-no-feature', 'src/lib/ports.ts', '../records/index.ts'],
  ['floor-imports-no-feature', 'src/db/client.ts', '../policy/index.ts'],
  ['floor-imports-no-feature', 'src/adapters/mailer.ts', '../notices/index.ts'],
  ['floor-imports-no-feature', 'src/lib/ports.ts', '../auth/index.ts'],
  ['floor-imports-no-feature', 'src/adapters/mailer.ts', '../web/page.tsx'],
  ['lib-and-db-import-no-adapter', 'src/lib/ctx.ts', '../adapters/mailer.ts'],
  ['auth-imports-no-feature', 'src/auth/abilities.ts', '../records/index.ts'],
  ['feature-imports-no-doorway', 'src/policy/index.ts', '../api/v1/sweeps.ts'],
  ['feature-imports-no-doorway', 'src/crawl/index.ts', '../../workers/jobs.ts'],
  ['feature-imports-no-adapter', 'src/notices/plan.ts', '../adapters/mailer.ts'],
  ['feature-imports-no-driver', 'src/reviews/index.ts', 'hono'],
  ['feature-imports-no-driver', 'src/reviews/index.ts', '@hono/zod-openapi'],
  ['feature-imports-no-driver', 'src/policy/index.ts', 'bullmq'],
  ['feature-imports-no-driver', 'src/notices/plan.ts', 'nodemailer'],
  ['feature-imports-no-driver', 'src/crawl/index.ts', 'undici'],
  ['feature-imports-no-driver', 'src/crawl/index.ts', 'node:net'],
  ['edge-into-records', 'src/facts/index.ts', '../records/index.ts'],
  ['edge-into-crawl', 'src/reviews/index.ts', '../crawl/index.ts'],
  ['edge-into-quality', 'src/records/index.ts', '../quality/index.ts'],
  ['edge-into-facts', 'src/notices/index.ts', '../facts/index.ts'],
  ['edge-into-policy', 'src/notices/index.ts', '../policy/index.ts'],
  ['edge-into-notices', 'src/crawl/index.ts', '../notices/index.ts'],
  ['edge-into-reviews', 'src/policy/index.ts', '../reviews/index.ts'],
  ['edge-into-apps', 'src/reviews/index.ts', '../apps/index.ts'],
  ['feature-inside-is-private', 'src/policy/index.ts', '../notices/plan.ts'],
  ['feature-inside-is-private', 'src/policy/index.ts', '../auth/abilities.ts'],
  ['feature-inside-is-private', 'src/api/v1/sweeps.ts', '../../quality/judge.ts'],
  ['feature-inside-is-private', 'src/cli/sweep.ts', '../notices/plan.ts'],
  ['feature-inside-is-private', 'workers/jobs.ts', '../src/notices/plan.ts'],
  ['feature-inside-is-private', 'demo/story.ts', '../src/notices/plan.ts'],
  ['quality-imports-lib-only', 'src/quality/judge.ts', '../facts/index.ts'],
  ['quality-imports-lib-only', 'src/quality/judge.ts', '../db/client.ts'],
  ['quality-uses-parsing-packages-only', 'src/quality/judge.ts', 'drizzle-orm'],
  ['quality-uses-parsing-packages-only', 'src/quality/judge.ts', 'node:fs'],
  ['quality-reaches-no-database', 'src/quality/judge.ts', '../lib/ctx.ts'],
  ['doorway-imports-no-database', 'src/api/v1/sweeps.ts', 'drizzle-orm'],
  ['doorway-imports-no-database', 'src/web/page.tsx', '../db/client.ts'],
  ['doorway-imports-no-database', 'src/cli/sweep.ts', '../db/client.ts'],
  ['doorway-imports-no-database', 'workers/jobs.ts', 'postgres'],
  ['doorway-imports-no-database', 'demo/story.ts', '../src/db/client.ts'],
  ['doorways-are-apart', 'src/web/page.tsx', '../api/v1/sweeps.ts'],
  ['doorways-are-apart', 'src/cli/sweep.ts', '../web/page.tsx'],
  ['doorways-are-apart', 'workers/jobs.ts', '../src/cli/sweep.ts'],
  ['doorways-are-apart', 'demo/story.ts', '../workers/jobs.ts'],
  ['nothing-imports-a-root', 'src/cli/sweep.ts', '../deps.ts'],
  ['nothing-imports-a-root', 'src/policy/index.ts', '../deps.ts'],
  ['nothing-imports-a-root', 'workers/jobs.ts', '../src/main.ts'],
  ['no-dev-dependency-in-the-product', 'src/lib/errors.ts', 'mjml'],
  ['product-imports-no-tooling', 'src/lib/errors.ts', '../../scripts/seed.ts'],
  ['product-imports-no-tooling', 'demo/story.ts', '../test/helpers.ts'],
];

const DEPENDENCIES = ['zod', 'drizzle-orm', 'nodemailer', 'cheerio', 'hono', '@hono/zod-openapi', 'bullmq', 'undici', 'postgres'];
const trees: string[] = [];
afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true, force: true })));

function plant(imports: Record<string, string[]>): string {
  const root = mkdtempSync(join(tmpdir(), 'tuiguan-house-'));
  trees.push(root);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of [...DEPENDENCIES, 'mjml']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: './index.js' }));
    write(`node_modules/${name}/index.js`, 'export const x = 1;\n');
  }
  const versions = Object.fromEntries(DEPENDENCIES.map((name) => [name, '1.0.0']));
  write('package.json', JSON.stringify({ name: 'house', type: 'module', dependencies: versions, devDependencies: { mjml: '1.0.0' } }));
  for (const path of ['scripts/seed.ts', 'test/helpers.ts']) write(path, 'export const x = 1;\n');
  // A type-only import binds as well: every second one is written so.
  for (const [path, list] of Object.entries(imports)) {
    write(path, `${list.map((to, i) => `import ${i % 2 ? 'type ' : ''}{ x as x${i} } from '${to}';`).join('\n')}\nexport const x = [${list.flatMap((_, i) => (i % 2 ? [] : [`x${i}`])).join(', ')}];\n`);
  }
  return root;
}

describe('import rules', () => {
  it('let every import pass that the house allows', async () => {
    const { faults, files } = await checkImports(plant(ALLOWED));
    expect(faults.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)).toEqual([]);
    expect(files).toBe(Object.keys(ALLOWED).length);
  });

  it('are all in the list of forbidden imports', () => {
    expect([...new Set(FORBIDDEN.map(([rule]) => rule))].sort()).toEqual(IMPORT_RULES.forbidden.map((rule) => rule.name ?? '').sort());
  });

  it.each(IMPORT_RULES.forbidden.map((rule) => rule.name ?? ''))('refuse by %s', async (name) => {
    const rows = FORBIDDEN.filter(([rule]) => rule === name);
    const imports = structuredClone(ALLOWED);
    for (const [, file, to] of rows) imports[file] = [...(imports[file] ?? []), to];
    const { faults } = await checkImports(plant(imports));
    // A cycle, or a way to the database, is told once and as a whole: there it is enough that the file is named.
    const ways = name === 'no-cycle' || name === 'quality-reaches-no-database';
    const missed = rows.filter(([rule, file, to]) => !faults.some((fault) => fault.rule === rule && (ways ? [fault.from, fault.to].join().includes(file) : fault.from === file && fault.to.includes(bare(to)))));
    expect(missed).toEqual([]);
  });
});

/** `../a/b.ts` and `node:net` as they end in a report. */
function bare(imported: string): string {
  return imported.replace(/^(\.\.?\/)+|^node:/, '');
}

describe('longest chain', () => {
  it('follows the deepest way down and survives a cycle', () => {
    const module = (source: string, ...to: string[]): Parameters<typeof longestChain>[0][number] => ({ source, dependencies: to.map((resolved) => ({ resolved })) as never });
    expect(longestChain([module('a', 'b', 'c'), module('b', 'zod'), module('c', 'b', 'd'), module('d', 'b')])).toEqual(['a', 'c', 'd', 'b']);
    expect(longestChain([module('a', 'b'), module('b', 'a')])).toHaveLength(2);
  });
});
