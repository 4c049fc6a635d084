import { readdirSync } from 'node:fs';

/** `npm run bench -- <name> [options]`: each file in bench/ is one benchmark and prints its result as JSON. */
const [name = '', ...options] = process.argv.slice(2);
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'machine.ts'].includes(file))
  .map((file) => file.slice(0, -3));
if (!names.includes(name)) {
  process.stderr.write(`npm run bench -- <name> [--json] [options]; the benchmarks are: ${names.join(', ')}\n`);
  process.exit(1);
}
process.argv = [process.argv[0] ?? 'node', new URL(`./${name}.ts`, import.meta.url).pathname, ...options];
await import(`./${name}.ts`);
