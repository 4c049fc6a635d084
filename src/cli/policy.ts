import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { AppError } from '../lib/errors.ts';
import { listPolicies, publishPolicy } from '../policy/index.ts';
import { withCtx } from './context.ts';
import { moment, printJson, say, table } from './output.ts';

/** `tuiguan policy`: publish a version from a JSON file, list versions. */
export function policyCommand(): Command {
  const policy = new Command('policy').description('what a permission requires, as versioned data');
  policy
    .command('publish')
    .description('publish a policy (JSON) as the next version of its permission')
    .argument('<file.json>')
    .action(async (file: string) => {
      const definition = await readJson(file);
      const made = await withCtx({ name: 'policy publish' }, (ctx) => publishPolicy(ctx, definition));
      say(`published ${made.permission}@${made.version} (${made.definition.requirements.length} requirements)`);
    });
  policy
    .command('list')
    .argument('<permission>')
    .option('--json', 'print as JSON')
    .action(async (permission: string, options: { json?: boolean }) => {
      const found = await withCtx({ name: 'policy list' }, (ctx) => listPolicies(ctx, permission));
      if (options.json) return printJson(found);
      const rows = found.map((p) => [`${p.permission}@${p.version}`, p.state, moment(p.publishedAt), p.createdBy, p.definition.requirements.map((r) => `${r.fact} ${r.operator} ${r.value}`).join(', ')]);
      say(table(['policy', 'state', 'published', 'by', 'requires'], rows));
    });
  return policy;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('INVALID_INPUT', `${file} cannot be read`, { cause });
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AppError('INVALID_INPUT', `${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
