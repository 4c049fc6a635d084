import { rebuildFacts } from '../src/facts/index.ts';
import { makeCtx } from '../src/lib/ctx.ts';
import { noticesOfSweep } from '../src/notices/index.ts';
import { sweepStatus, verifyStanding } from '../src/policy/index.ts';
import type { Stage } from './stage.ts';
import type { Outcome } from './story.ts';

interface Line {
  label: string;
  value: number;
  /** The same figure from another source, and which. */
  against?: { value: number; source: string };
}

/** Prints the table; true only if every total agrees with the ledger, the deliveries and the mailbox. */
export async function printTotals(stage: Stage, outcome: Outcome): Promise<boolean> {
  const ctx = makeCtx(stage.all.deps, { kind: 'operator' }, 'demo');
  const status = await sweepStatus(ctx, outcome.sweepId);
  const notices = await noticesOfSweep(ctx, { sweepId: outcome.sweepId });
  const ledger = await verifyStanding(ctx, 'cross_store_settlement');
  const facts = await rebuildFacts(ctx);
  const mailbox = stage.all.sink;
  const twice = mailbox?.duplicates() ?? { messageIds: [], notices: [] };
  const { progress } = status;
  const count = (kind: string, state: string): number => notices.counts.find((c) => c.kind === kind && c.state === state)?.count ?? 0;
  const written = notices.counts.reduce((sum, c) => sum + c.count, 0);
  const accepted = notices.counts.filter((c) => c.state === 'accepted').reduce((sum, c) => sum + c.count, 0);
  const lines: Line[] = [
    { label: 'affiliates judged', value: outcome.plan.affiliates, against: { value: facts.affiliates, source: 'facts derived from scratch' } },
    { label: 'planned to close', value: outcome.plan.close, against: { value: progress.announced, source: 'announcements in the ledger' } },
    ...Object.entries(outcome.plan.byReason).map(([code, n]) => ({ label: `  because of ${code}`, value: n })),
    { label: 'announcements accepted', value: count('closing_announced', 'accepted'), against: { value: progress.announced, source: 'announcements in the ledger' } },
    { label: 'kept after repair', value: progress.kept, against: { value: outcome.repaired.length, source: 'who asked in time' } },
    { label: 'closed on the 11th', value: progress.closed, against: { value: outcome.plan.close - progress.kept, source: 'planned less kept' } },
    { label: 're-opened on the 13th', value: outcome.reopened.length, against: { value: (mailbox?.count() ?? 0) - accepted, source: 'mails beside those of the sweep' } },
    { label: 'notices of the sweep', value: written, against: { value: accepted, source: 'accepted' } },
    { label: 'mails sent twice', value: twice.messageIds.length + twice.notices.length, against: { value: 0, source: 'mailbox' } },
    { label: 'settlement checks', value: outcome.checks.asked, against: { value: outcome.checks.granted + outcome.checks.refused, source: `${outcome.checks.granted} granted, ${outcome.checks.refused} not` } },
    { label: '  answered otherwise', value: outcome.checks.wrong.length, against: { value: 0, source: 'what the story implies' } },
    { label: 'standings unlike the ledger', value: ledger.differing.length, against: { value: 0, source: `${ledger.events.toLocaleString('en-US')} events folded` } },
    { label: 'facts unlike those rebuilt', value: facts.differing, against: { value: 0, source: 'derived from scratch' } },
  ];
  process.stdout.write(`\n  ${'December 2013 in numbers'.padEnd(32)}${'count'.padStart(8)}   agrees with\n  ${'─'.repeat(76)}\n`);
  let agree = true;
  for (const { label, value, against } of lines) {
    const same = against === undefined || against.value === value;
    agree &&= same;
    const mark = against === undefined ? '' : same ? `✓ ${against.source}` : `✗ ${against.value.toLocaleString('en-US')} by ${against.source}`;
    process.stdout.write(`  ${label.padEnd(32)}${value.toLocaleString('en-US').padStart(8)}   ${mark}`.trimEnd() + '\n');
  }
  for (const line of outcome.checks.wrong.slice(0, 10)) process.stdout.write(`    ${line}\n`);
  process.stdout.write(agree ? '\nEvery total agrees with the ledger.\n' : '\nNOT every total agrees: see the lines marked ✗.\n');
  return agree;
}
