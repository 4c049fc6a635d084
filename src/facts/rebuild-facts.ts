import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { deriveFacts, FACT_COLUMNS } from './derive.ts';

export interface FactsRebuilt {
  affiliates: number;
  /** Rows that the rebuild changed, added or removed: 0 unless something had drifted. */
  differing: number;
}

/** Throws all facts away and derives them from scratch in one transaction; says how many rows came out otherwise than they were. */
export async function rebuildFacts(ctx: Ctx): Promise<FactsRebuilt> {
  authorize(ctx, 'facts.rebuild');
  return ctx.db.transaction(async (tx) => {
    const cols = sql.raw(FACT_COLUMNS.join(', '));
    await tx.execute(sql`lock table fact in share row exclusive mode`);
    await tx.execute(sql`create temporary table fact_before on commit drop as select ${cols} from fact`);
    await tx.execute(sql`delete from fact`);
    await tx.execute(sql`insert into fact (${cols}) ${deriveFacts(sql`true`)}`);
    const counts = await row<FactsRebuilt>(tx, sql`
      select (select count(*) from fact)::int as affiliates,
             (select count(distinct d.affiliate_id) from (
                (select ${cols} from fact except select ${cols} from fact_before)
                union all (select ${cols} from fact_before except select ${cols} from fact)) d)::int as differing`);
    const result = counts ?? { affiliates: 0, differing: 0 };
    await audit(tx, ctx, { action: 'facts.rebuild', subject: { kind: 'facts', id: 'all' }, after: result });
    return result;
  });
}
