import { Argument, Command, Option } from 'commander';
import { AppError } from '../lib/errors.ts';
import { checkProof, diffVersions, editRecord, FIELD_LABELS, FIELD_NAMES, type FieldChange, getResource, PROOF_METHODS, type ProofMethod, recordHistory, startProof } from '../records/index.ts';
import { withCtx } from './context.ts';

interface Output {
  json?: boolean;
}

const resourceId = (): Argument => new Argument('<resource>', 'id of the resource').argParser(number);
const method = (): Option => new Option('--method <method>', 'how it is proved').choices([...PROOF_METHODS]).makeOptionMandatory();

/** `tuiguan resource show | edit | history | diff`. */
export function resourceCommand(): Command {
  const command = new Command('resource').description('look at and edit promotion resources');
  command.command('show').addArgument(resourceId()).option('--json', 'print JSON').description('a resource as it stands').action((id: number, options: Output) => show(id, options));
  command
    .command('edit')
    .addArgument(resourceId())
    .option('--set <field=value>', `a field and its new value, repeatable: ${FIELD_NAMES.join(', ')}`, addField, {})
    .option('--json', 'print JSON')
    .description('change fields: a new version of the record')
    .action((id: number, options: Output & { set: Record<string, string> }) => edit(id, options));
  command.command('history').addArgument(resourceId()).option('--json', 'print JSON').description('all versions, the newest first').action((id: number, options: Output) => history(id, options));
  command
    .command('diff')
    .addArgument(resourceId())
    .addArgument(new Argument('<from>', 'version').argParser(number))
    .addArgument(new Argument('<to>', 'version').argParser(number))
    .option('--json', 'print JSON')
    .description('what differs between two versions')
    .action((id: number, from: number, to: number, options: Output) => diff(id, from, to, options));
  return command;
}

/** `tuiguan proof start | check`. */
export function proofCommand(): Command {
  const command = new Command('proof').description('prove that an affiliate controls a site');
  command.command('start').addArgument(resourceId()).addOption(method()).option('--json', 'print JSON').description('what to place where').action((id: number, options: Output & { method: ProofMethod }) => start(id, options));
  command.command('check').addArgument(resourceId()).addOption(method()).option('--json', 'print JSON').description('look for it now').action((id: number, options: Output & { method: ProofMethod }) => check(id, options));
  return command;
}

async function show(id: number, options: Output): Promise<void> {
  const found = await withCtx({ name: 'resource show' }, (ctx) => getResource(ctx, id));
  print(options, found, [
    `resource ${found.id} of affiliate ${found.affiliateId}, version ${found.currentVersion}, ${found.verifiedAt ? `verified ${found.verifiedAt.toISOString()}` : 'not verified'}`,
    ...FIELD_NAMES.map((field) => `  ${field}: ${found.fields[field] ?? '—'}`),
    `  PIDs: ${found.placements.map((placement) => placement.pid).join(', ') || '—'}`,
    ...found.proofs.map((proof) => `  proof by ${proof.method}: ${proof.state}${proof.finding === null ? '' : ` (${proof.finding})`}`),
  ]);
}

async function edit(id: number, options: Output & { set: Record<string, string> }): Promise<void> {
  const edited = await withCtx({ name: 'resource edit' }, (ctx) => editRecord(ctx, { resourceId: id, fields: options.set }));
  print(options, edited, edited.changes.length === 0 ? [`nothing differs: version ${edited.version} stays`] : [`version ${edited.version}`, ...edited.changes.map(changeLine)]);
}

async function history(id: number, options: Output): Promise<void> {
  const entries = await withCtx({ name: 'resource history' }, (ctx) => recordHistory(ctx, { resourceId: id }));
  print(options, entries, entries.flatMap((entry) => [`version ${entry.version}, ${entry.createdAt.toISOString()}, by ${entry.changedBy}`, ...entry.changes.map(changeLine)]));
}

async function diff(id: number, from: number, to: number, options: Output): Promise<void> {
  const changes = await withCtx({ name: 'resource diff' }, (ctx) => diffVersions(ctx, { resourceId: id, from, to }));
  print(options, changes, changes.length === 0 ? ['nothing differs'] : changes.map(changeLine));
}

async function start(id: number, options: Output & { method: ProofMethod }): Promise<void> {
  const started = await withCtx({ name: 'proof start' }, (ctx) => startProof(ctx, { resourceId: id, method: options.method }));
  print(options, started, [started.place.instruction.en, started.place.instruction['zh-CN'], `state: ${started.state}`]);
}

async function check(id: number, options: Output & { method: ProofMethod }): Promise<void> {
  const checked = await withCtx({ name: 'proof check' }, (ctx) => checkProof(ctx, { resourceId: id, method: options.method }));
  print(options, checked, [`${checked.state}: ${checked.finding}`]);
  if (checked.state === 'failed') process.exitCode = 2;
}

function number(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new AppError('INVALID_INPUT', `${value}: expected a positive whole number`);
  return Number(value);
}

function addField(value: string, before: Record<string, string>): Record<string, string> {
  const at = value.indexOf('=');
  const field = value.slice(0, at);
  if (at < 0 || !Object.hasOwn(FIELD_LABELS, field)) throw new AppError('INVALID_INPUT', `--set ${value}: expected field=value, the field one of ${FIELD_NAMES.join(', ')}`);
  return { ...before, [field]: value.slice(at + 1) };
}

function changeLine({ field, before, after }: FieldChange): string {
  return `  ${field}: ${before ?? '—'} → ${after ?? '—'}`;
}

function print(options: Output, value: unknown, lines: string[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`);
}
