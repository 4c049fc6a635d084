import type { SweepItem, SweepStatus } from '../policy/index.ts';
import { bar, moment, table } from './output.ts';

/** A sweep for a terminal: what it would do, in numbers and by region of score, and where it stands. */
export function sweepLines(sweep: SweepStatus): string {
  const totals = sweep.totals;
  const lines = [
    `sweep ${sweep.id} · ${sweep.permission} by policy version ${sweep.policyVersion} · ${sweep.state}`,
    `  planned by   ${sweep.plannedBy}, facts as of ${moment(sweep.factsAsOf)}`,
    `  approved by  ${sweep.approvedBy ?? '–'}${sweep.approvedAt ? `, ${moment(sweep.approvedAt)}` : ''}`,
    `  notices      ${sweep.announceAt ? `leave at ${moment(sweep.announceAt)}` : 'leave when it runs'}; effect ${sweep.noticeDays} calendar days after acceptance, at 00:00`,
    `  plan hash    ${sweep.planHash ?? '–'}`,
  ];
  if (!totals) return lines.join('\n');
  const all = Math.max(1, totals.affiliates);
  const holders = Math.max(1, totals.close + totals.keep);
  lines.push(
    '',
    table(['decision', 'affiliates', 'share', ''], [
      ['close', totals.close, `${((totals.close / holders) * 100).toFixed(1)}% of holders`, bar(totals.close / all)],
      ['keep', totals.keep, `${((totals.keep / holders) * 100).toFixed(1)}% of holders`, bar(totals.keep / all)],
      ['grant', totals.grant, '', bar(totals.grant / all)],
      ['nothing to do', totals.none, '', bar(totals.none / all)],
    ]),
    '',
    table(['closes because of', 'affiliates'], Object.entries(totals.byReason).map(([code, n]) => [code, n])),
    '',
    table(['best score', 'affiliates', 'of these close', ''], totals.histogram.map((b) => [b.from === null ? 'not judged' : b.from === 90 ? '90–100' : `${b.from}–${b.from + 9}.9`, b.affiliates, b.close, bar(b.affiliates / all)])),
  );
  return lines.join('\n');
}

/** How far a sweep has come. */
export function statusLines(sweep: SweepStatus): string {
  const { progress } = sweep;
  const done = progress.announced + progress.granted;
  const deliveries = Object.entries(progress.deliveries).map(([state, n]) => `${n} ${state}`);
  return [
    `sweep ${sweep.id} · ${sweep.state}  ${bar(done / Math.max(1, progress.toWrite))}  ${done} of ${progress.toWrite} rows`,
    `  announced ${progress.announced} · granted ${progress.granted} · closing on a date ${progress.scheduled} · kept ${progress.kept} · closed ${progress.closed}`,
    `  notices   ${deliveries.join(' · ') || 'none yet'}`,
  ].join('\n');
}

export function itemLines(items: readonly SweepItem[]): string {
  return table(
    ['affiliate', 'member', 'name', 'decision', 'was', 'best score', 'reasons'],
    items.map((i) => [String(i.affiliateId), i.memberId, i.name, i.decision, i.fromState, i.bestScore === null ? null : Number(i.bestScore.toFixed(1)), i.reasons.join(', ')]),
  );
}
