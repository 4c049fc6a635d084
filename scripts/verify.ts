/** `npm run verify`: the house rules, without a database. Each step is a process of its own; as many run at once as there are cores. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const tool = (path: string, ...args: string[]): string[] => [join('node_modules', path), ...args];
const script = (name: string, ...args: string[]): string[] => ['--import', 'tsx', join('scripts', `${name}.ts`), ...args];

/** Longest first, so that the short ones fill the gaps. */
const STEPS: { name: string; args: string[]; tells?: boolean }[] = [
  { name: 'lint', args: tool('eslint/bin/eslint.js', '--max-warnings', '0', '.') },
  { name: 'types', args: tool('typescript/bin/tsc', '--noEmit', '-p', '.') },
  { name: 'imports', args: script('import-rules'), tells: true },
  { name: 'templates', args: script('build-templates', '--check') },
  { name: 'migrations', args: script('migrations-in-sync') },
  { name: 'words', args: script('forbidden-words') },
  { name: 'lengths', args: script('file-lengths'), tells: true },
];

interface Outcome {
  ok: boolean;
  seconds: string;
  output: string;
}

function run(args: string[]): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (text: string): void => void (output += text);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const end = (ok: boolean): void => resolve({ ok, seconds: ((performance.now() - started) / 1000).toFixed(1), output: output.trimEnd() });
    child.on('error', (error) => {
      take(error.message);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

const started = performance.now();
const waiting = STEPS.filter(({ args }) => !args[2]?.startsWith('scripts') || existsSync(join(root, args[2])));
const failed: string[] = [];
const worker = async (): Promise<void> => {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { ok, seconds, output } = await run(step.args);
    if (!ok) failed.push(step.name);
    process.stdout.write(`${ok ? '✓' : '✗'} ${step.name.padEnd(11)} ${seconds.padStart(5)} s\n`);
    if (output && (!ok || step.tells)) process.stdout.write(`${output.replace(/^/gm, '    ')}\n`);
  }
};
await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, worker));
process.stdout.write(`${failed.length === 0 ? 'verified' : `failed: ${failed.join(', ')}`} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
