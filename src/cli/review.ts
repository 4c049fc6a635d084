import { Command } from 'commander';
import { AppError } from '../lib/errors.ts';
import type { Permission } from '../policy/index.ts';
import { searchAffiliates } from '../records/index.ts';
import { askReReview, getCase, listCases } from '../reviews/index.ts';
import { withCtx } from './context.ts';
import { moment, printJson, say, table } from './output.ts';
import { wholeNumber } from './whole-number.ts';

/** `tuiguan review`: ask for a re-review, list cases, show one. */
export function reviewCommand(): Command {
  const review = new Command('review').description('re-reviews: asked for, due in Chinese working days, decided');
  review
    .command('ask')
    .description('ask for a re-review: the sites are visited again and the policy decides')
    .option('--member <id>', 'member id; not needed with an affiliate’s own key', '')
    .requiredOption('--permission <permission>')
    .option('--note <text>', 'what was changed', '')
    .action(async (options: { member: string; permission: string; note: string }) => {
      const made = await withCtx({ name: 'review ask' }, async (ctx) => {
        // An affiliate's own key asks for itself.
        if (ctx.actor.kind === 'affiliate') return askReReview(ctx, { affiliateId: ctx.actor.affiliateId, permission: options.permission as Permission, note: options.note });
        const found = (await searchAffiliates(ctx, { memberId: options.member })).affiliates[0];
        if (!found) throw new AppError('NOT_FOUND', `there is no member ${options.member}`);
        return askReReview(ctx, { affiliateId: found.id, permission: options.permission as Permission, note: options.note });
      });
      say(`case ${made.id} is open, due by ${moment(made.dueAt)}`);
    });
  review
    .command('list')
    .option('--state <state>', 'open or decided')
    .option('--json', 'print as JSON')
    .action(async (options: { state?: 'open' | 'decided'; json?: boolean }) => {
      const cases = await withCtx({ name: 'review list' }, (ctx) => listCases(ctx, { ...(options.state ? { state: options.state } : {}), limit: 200 }));
      if (options.json) return printJson(cases);
      say(table(['case', 'affiliate', 'permission', 'state', 'asked', 'due', 'decision', 'reasons'], cases.map((c) => [String(c.id), String(c.affiliateId), c.permission, c.state, moment(c.askedAt), moment(c.dueAt), c.decision, c.reasons?.join(', ') ?? null])));
    });
  review
    .command('show')
    .description('one case with what happened in it')
    .argument('<case>', 'the case', wholeNumber)
    .action(async (id: number) => printJson(await withCtx({ name: 'review show' }, (ctx) => getCase(ctx, id))));
  return review;
}
