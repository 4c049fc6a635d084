import tseslint from 'typescript-eslint';

/** Every folder whose code is handed the clock. */
const FEATURES = 'src/{records,crawl,quality,facts,policy,notices,reviews,apps,auth}/**/*.{ts,tsx}';

const no = (selector, message) => ({ selector, message });

const EVERYWHERE = [no('ExportAllDeclaration:not([exported])', 'Name what you export: `export *` makes everything public.')];

const SQL_CLOCK = '/\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\s*\\(\\s*\\)|\\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\\b/i';
const NO_SQL_CLOCK = 'SQL is handed the clock as a parameter: `${ts(ctx.clock.now())}`, or REAL_NOW of db/real-time.ts for leases and rate limits.';
const IN_SOURCE = [
  ...EVERYWHERE,
  no(`TemplateElement[value.raw=${SQL_CLOCK}]`, NO_SQL_CLOCK),
  no(`CallExpression[callee.property.name=/^(raw|unsafe|execute|query)$/] > Literal[value=${SQL_CLOCK}]`, NO_SQL_CLOCK),
  no('MemberExpression[property.name="defaultNow"]', 'A column default is not handed the clock: pass the moment on insert.'),
  no('ImportDeclaration[source.value=/^(node:)?process$/]', 'Settings come from lib/config.ts; the rest of `process` is global.'),
];

const CLOCK = 'Features are handed business time: ctx.clock.now(). Leases, sessions and rate limits take realNow() of lib/real-time.ts.';
const IN_FEATURES = [
  ...IN_SOURCE,
  no('NewExpression[callee.name="Date"][arguments.length=0]', CLOCK),
  no('CallExpression[callee.name="Date"]', CLOCK),
  no('MemberExpression[object.name="Date"][property.name="now"]', CLOCK),
  no('MemberExpression[object.name="Date"][property.value="now"]', CLOCK),
  no('ImportSpecifier[imported.name="systemClock"]', CLOCK),
];

const SKIP = 'A test that cannot run says why: `context.skip("reason")` inside it, or skipIf with the reason in the title.';
const IN_TESTS = [
  ...EVERYWHERE,
  no('MemberExpression[property.name=/^(only|todo|skip)$/]:matches([object.name=/^(it|test|describe)$/], [object.object.name=/^(it|test|describe)$/])', SKIP),
  no('CallExpression[callee.name=/^(it|test|describe)$/] > ObjectExpression > Property[key.name=/^(only|todo|skip)$/]', SKIP),
  no('CallExpression[callee.property.name="skip"][arguments.length=0]', SKIP),
  no('CallExpression[callee.name="skip"][arguments.length=0]', SKIP),
];

const restrict = (list) => ['error', ...list];
const NO_ENV = ['error', { object: 'process', property: 'env', message: 'Settings come from lib/config.ts, where each has a form, a default and an error.' }];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.data/', 'coverage/', 'drizzle/'] },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    // A rule that hurts is discussed here, once, not switched off in a file.
    linterOptions: { noInlineConfig: true },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-cond-assign': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-dupe-else-if': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'prefer-const': ['error', { destructuring: 'all' }],
      'no-restricted-syntax': restrict(EVERYWHERE),
    },
  },
  { files: ['src/**/*.{ts,tsx}', 'workers/**/*.ts'], rules: { 'no-restricted-syntax': restrict(IN_SOURCE), 'no-restricted-properties': NO_ENV } },
  // drizzle-orm is handed every table at once, and this is where the clocks of leases live.
  { files: ['src/db/schema/index.ts', 'src/db/real-time.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/lib/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: [FEATURES], rules: { 'no-restricted-syntax': restrict(IN_FEATURES) } },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': restrict(IN_TESTS),
      // expect.any() and answers read from the wire are `any`; the assertion itself is the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
