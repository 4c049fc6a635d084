import { Argument, Command, Option } from 'commander';
import { type Action, ACTIONS, createKey, type CreatedKey, findStaff, type KeyRow, listKeys, revokeKey } from '../auth/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { searchAffiliates } from '../records/index.ts';
import { withCtx } from './context.ts';

interface Output {
  json?: boolean;
}

export interface CreateOptions extends Output {
  staff?: string;
  member?: string;
  machine?: string;
  name?: string;
  scope: Action[];
  expires?: string;
}

/** `tuiguan key create | list | revoke`. */
export function keyCommand(): Command {
  const command = new Command('key').description('API keys');
  command
    .command('create')
    .addOption(new Option('--staff <email>', 'a key that acts as this member of the staff').conflicts(['member', 'machine']))
    .addOption(new Option('--member <id>', 'a key that acts as the affiliate with this member id').conflicts(['staff', 'machine']))
    .addOption(new Option('--machine <name>', 'a key of a machine, which needs scopes').conflicts(['staff', 'member']))
    .option('--name <name>', 'what the key is called in lists')
    .option('--scope <action>', `limit it to actions, repeatable: ${ACTIONS.join(', ')}`, addScope, [])
    .option('--expires <moment>', 'ISO 8601 moment after which it is refused, like 2027-01-31 or 2027-01-31T18:00+08:00')
    .option('--json', 'print JSON')
    .description('make a key; it is shown this once')
    .action(async (options: CreateOptions) => print(options, await withCtx({ name: 'key create' }, (ctx) => create(ctx, options))));
  command.command('list').option('--json', 'print JSON').description('all keys, without their secrets').action(list);
  command
    .command('revoke')
    .addArgument(new Argument('<prefix>', 'the part between tg_ and the next _'))
    .description('end a key for good')
    .action(async (prefix: string) => {
      const revoked = await withCtx({ name: 'key revoke' }, (ctx) => revokeKey(ctx, bare(prefix)));
      process.stdout.write(`revoked ${line(revoked)}\n`);
    });
  return command;
}

/** Makes the key that the options ask for. */
export async function create(ctx: Ctx, options: CreateOptions): Promise<CreatedKey> {
  const owner = await ownerOf(ctx, options);
  return createKey(ctx, { ...owner, ...(options.name ? { name: options.name } : {}), scopes: options.scope.length > 0 ? options.scope : null, ...(options.expires ? { expiresAt: momentOf(options.expires) } : {}) });
}

async function ownerOf(ctx: Ctx, { staff, member, machine }: CreateOptions): Promise<{ name: string; staffId?: number; affiliateId?: number }> {
  if (staff !== undefined) {
    const { id, email } = await findStaff(ctx, staff);
    return { name: email, staffId: id };
  }
  if (machine !== undefined) return { name: machine };
  if (member === undefined) throw new AppError('INVALID_INPUT', 'say whose key it is: --staff EMAIL, --member ID or --machine NAME');
  const [found] = (await searchAffiliates(ctx, { memberId: member, limit: 1 })).affiliates;
  if (!found) throw notFound('member', member);
  return { name: `member ${member}`, affiliateId: found.id };
}

function print(options: CreateOptions, made: CreatedKey): void {
  if (options.json) process.stdout.write(`${JSON.stringify(made)}\n`);
  else process.stdout.write(`${made.key}\n\nThis is the only time that the key is shown; what is kept is its hash. Its prefix is ${made.prefix}.\n`);
}

async function list(options: Output): Promise<void> {
  const found = await withCtx({ name: 'key list' }, async (ctx) => {
    const keys: KeyRow[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: { items: KeyRow[]; next: number | null } = await listKeys(ctx, { after, limit: 500 });
      keys.push(...page.items);
      after = page.next;
    }
    return keys;
  });
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : found.map((key) => `${line(key)}\n`).join('') || 'No keys yet.\n');
}

function line(key: KeyRow): string {
  const owner = key.staffId !== null ? `staff:${key.staffId}` : key.affiliateId !== null ? `affiliate:${key.affiliateId}` : 'machine';
  const end = key.revokedAt ? `revoked ${key.revokedAt.toISOString()}` : key.expiresAt ? `expires ${key.expiresAt.toISOString()}` : 'no expiry';
  return `${key.prefix}  ${owner}  ${key.name}  ${key.scopes?.join(', ') ?? 'all that the owner may do'}  ${end}`;
}

/** Reads one --scope; commas are taken as well. */
export function addScope(value: string, before: Action[]): Action[] {
  const given = value.split(',').map((part) => part.trim());
  const wrong = given.find((part) => !(ACTIONS as string[]).includes(part));
  if (wrong !== undefined) throw new AppError('INVALID_INPUT', `--scope ${wrong}: expected one of ${ACTIONS.join(', ')}`);
  return [...before, ...(given as Action[])];
}

function momentOf(text: string): Date {
  const at = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(at.getTime())) throw new AppError('INVALID_INPUT', `--expires ${text}: expected an ISO 8601 moment`);
  return at;
}

/** People paste the whole visible part. */
function bare(prefix: string): string {
  return prefix.replace(/^tg_/, '').replace(/_.*$/, '');
}
