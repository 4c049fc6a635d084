import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import { policyVersion } from '../db/schema/index.ts';
import { type AsOf, cachedFigure, KEEP_MS } from '../lib/cached-figure.ts';
import { FACTS, type FactName } from '../facts/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { PermissionSchema } from './permissions.ts';
import { toPolicyVersion } from './publish-policy.ts';
import { BIN, bins, scoreThreshold } from './score-threshold.ts';

const Input = z.object({ permission: PermissionSchema });
const MAX_AGE_MS = 15_000;

export interface ScoreHistogram {
  permission: string;
  /** The score that is shown: the one that the policy asks for, else `best_score`. */
  fact: FactName;
  /** 20 bins of 5 points: `from` is in, `to` is not (but 100 is in the last). */
  bins: { from: number; to: number; affiliates: number }[];
  /** Who holds the permission and has no score. */
  unknown: number;
  total: number;
  /** Points that the published policy asks for; null when it asks for none, or none is published. */
  threshold: number | null;
  policyVersion: number | null;
}

/** The scores of everybody who holds a permission. Counted anew in the background when older than 5 s; `asOf` says when. */
export async function scoreHistogram(ctx: Ctx, input: z.input<typeof Input>): Promise<AsOf<ScoreHistogram>> {
  authorize(ctx, 'policy.read');
  const { permission } = parse(Input, input);
  return cachedFigure(ctx.deps, `histogram ${permission}`, MAX_AGE_MS, async () => {
    const { db } = ctx.deps;
    const [found] = await db.select().from(policyVersion).where(and(eq(policyVersion.permission, permission), eq(policyVersion.state, 'published')));
    const policy = found && toPolicyVersion(found);
    const bar = policy ? scoreThreshold(policy.definition) : null;
    const fact = bar?.fact ?? 'best_score';
    const column = sql.raw(`f.${FACTS[fact].column}`);
    const counted = await rows<{ bin: number | null; affiliates: number }>(db, sql`
      select case when ${column} is not null then least(floor(${column} / ${BIN.points}::real)::int, ${BIN.count - 1}::int) end as bin, count(*)::int as affiliates
      from standing s join fact f on f.affiliate_id = s.affiliate_id where s.permission = ${permission} and s.state = 'granted' group by 1`);
    return {
      permission,
      fact,
      bins: bins(counted, { affiliates: 0 }),
      unknown: counted.find((c) => c.bin === null)?.affiliates ?? 0,
      total: counted.reduce((sum, c) => sum + c.affiliates, 0),
      threshold: bar?.value ?? null,
      policyVersion: policy?.version ?? null,
    };
  }, KEEP_MS);
}
