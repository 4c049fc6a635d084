import { Argument, Command } from 'commander';
import { createStaff, findStaff, inviteStaff, listStaff, setStaffDisabled, setStaffRoles, type StaffRow } from '../auth/index.ts';
import { type Ctx, type Role, ROLES } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { withCtx } from './context.ts';

interface Output {
  json?: boolean;
}

const email = (): Argument => new Argument('<email>', 'mail address, which names the person');
const roleOption = ['--role <role>', `what the person may do, repeatable: ${ROLES.join(', ')}`] as const;

/** `tuiguan staff add | list | roles | invite | disable | enable`. */
export function staffCommand(): Command {
  const command = new Command('staff').description('the people of the policy team');
  command
    .command('add')
    .addArgument(email())
    .requiredOption('--name <name>', 'name of the person')
    .requiredOption(...roleOption, addRole, [])
    .option('--json', 'print JSON')
    .description('add a person')
    .action((address: string, options: Output & { name: string; role: Role[] }) => one(options, 'staff add', (ctx) => createStaff(ctx, { email: address, name: options.name, roles: options.role })));
  command.command('list').option('--json', 'print JSON').description('everybody, with roles').action(list);
  command
    .command('roles')
    .addArgument(email())
    .requiredOption(...roleOption, addRole, [])
    .option('--json', 'print JSON')
    .description('replace the roles of a person')
    .action((address: string, options: Output & { role: Role[] }) => one(options, 'staff roles', async (ctx) => setStaffRoles(ctx, { staffId: (await findStaff(ctx, address)).id, roles: options.role })));
  command.command('invite').addArgument(email()).option('--json', 'print JSON').description('mail a person a one-time link to set a password (48 hours)').action(invite);
  for (const [name, disabled] of [['disable', true], ['enable', false]] as const) {
    command
      .command(name)
      .addArgument(email())
      .option('--json', 'print JSON')
      .description(disabled ? 'shut a person out, with every key' : 'let a person in again')
      .action((address: string, options: Output) => one(options, `staff ${name}`, async (ctx) => setStaffDisabled(ctx, { staffId: (await findStaff(ctx, address)).id, disabled })));
  }
  return command;
}

async function one(options: Output, name: string, work: (ctx: Ctx) => Promise<StaffRow>): Promise<void> {
  const found = await withCtx({ name }, work);
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : `${line(found)}\n`);
}

/** Prints the link for the operator, who may hand it over where no mail arrives yet. */
async function invite(address: string, options: Output): Promise<void> {
  const invited = await withCtx({ name: 'staff invite' }, async (ctx) => inviteStaff(ctx, { staffId: (await findStaff(ctx, address)).id }));
  const words = invited.link === null ? `A link was mailed to ${invited.email}.` : `${invited.link}\nIt sets the password of ${invited.email}, once. The same link is on its way by mail.`;
  process.stdout.write(options.json ? `${JSON.stringify(invited)}\n` : `${words}\nIt works until ${invited.expiresAt.toISOString()}.\n`);
}

async function list(options: Output): Promise<void> {
  const found = await withCtx({ name: 'staff list' }, everybody);
  process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : found.map((each) => `${line(each)}\n`).join('') || 'Nobody yet. `tuiguan staff add EMAIL --name NAME --role ROLE` adds the first.\n');
}

async function everybody(ctx: Ctx): Promise<StaffRow[]> {
  const found: StaffRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: { items: StaffRow[]; next: number | null } = await listStaff(ctx, { after, limit: 500 });
    found.push(...page.items);
    after = page.next;
  }
  return found;
}

function line({ id, email: address, name, roles, disabledAt }: StaffRow): string {
  return `staff:${id}  ${address}  ${name}  ${roles.join(', ') || 'no roles'}${disabledAt ? '  disabled' : ''}`;
}

/** Reads one --role; commas are taken as well. */
export function addRole(value: string, before: Role[]): Role[] {
  const given = value.split(',').map((part) => part.trim());
  const wrong = given.find((part) => !(ROLES as readonly string[]).includes(part));
  if (wrong !== undefined) throw new AppError('INVALID_INPUT', `--role ${wrong}: expected one of ${ROLES.join(', ')}`);
  return [...before, ...(given as Role[])];
}
