import { stringify } from 'csv-stringify/sync';
import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { authorize } from '../../../auth/index.ts';
import { civilDate } from '../../../lib/workdays.ts';
import { type PolicyVersion, policyOfSweep, type SweepItem, sweepItems } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import type { View } from '../../view.ts';
import { factLabel } from '../policies/requirement-words.ts';
import { asked, idIn } from '../desk/query.ts';
import { wordOf } from '../desk/words.ts';
import { Decision, Reason } from './items.tsx';
import { sweepById } from './load.ts';

/** Rows read at once. */
const PAGE = 1_000;
/** Without it spreadsheets take UTF-8 for another encoding. */
const BOM = '\uFEFF';

/** `/console/sweeps/:id/items.csv`: the plan for a spreadsheet, a page of it at a time, with formulas made harmless. */
export function addSweepItemsCsv(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/:id{[0-9]+}/items.csv', async (c) => {
    const ctx = c.get('ctx');
    // A whole plan leaves the house: the right that an export takes.
    authorize(ctx, 'records.export');
    const view = c.get('view');
    const sweep = await sweepById(ctx, idIn(c, 'sweep'));
    const policy = await policyOfSweep(ctx.db, sweep.id);
    const wanted = { sweepId: sweep.id, decision: asked(c, 'decision', Decision), reason: asked(c, 'reason', Reason), limit: PAGE };
    let page = await sweepItems(ctx, wanted);
    const facts = [...new Set(policy.definition.requirements.map(({ fact }) => fact))];
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="sweep-${sweep.id}-${sweep.permission}-${civilDate(sweep.requestedAt)}.csv"`);
    return stream(c, async (out) => {
      await out.write(BOM + csv([headOf(facts, view)]));
      while (page.length > 0 && !out.aborted) {
        await out.write(csv(page.map((item) => lineOf(item, facts, policy, view))));
        const last = page.at(-1);
        page = page.length < PAGE || !last ? [] : await sweepItems(ctx, { ...wanted, after: last.affiliateId });
      }
    });
  });
}

function headOf(facts: string[], view: View): string[] {
  const { t } = view;
  return [t('sweep.csv.member'), t('sweep.csv.name'), t('sweep.items.decision'), t('sweep.items.was'), t('sweep.items.failed'), ...facts.map((fact) => factLabel(fact, view))];
}

function lineOf(item: SweepItem, facts: string[], policy: PolicyVersion, { t, locale }: View): string[] {
  const titles = policy.definition.requirements.filter(({ code }) => item.reasons.includes(code)).map(({ title }) => title[locale]);
  const values = facts.map((fact) => item.facts[fact] ?? null).map((value) => (value === null ? '' : String(Math.round(value * 100) / 100)));
  return [item.memberId, item.name, wordOf('sweep.decision.', item.decision, t), wordOf('sweep.from.', item.fromState, t), titles.join(locale === 'en' ? '; ' : '；'), ...values];
}

/** A cell that a spreadsheet would compute is told to be text by a leading apostrophe; full-width signs count there as well. */
function csv(lines: string[][]): string {
  return stringify(lines.map((cells) => cells.map((cell) => (/^[\s\u00A0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell))), { record_delimiter: 'windows' });
}
