import { sql } from 'drizzle-orm';
import { createKey, createStaff } from '../../src/auth/index.ts';
import { type Db, rows } from '../../src/db/client.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { type Ctx, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { approveSweep, declareInitialStanding, planSweep, publishPolicy, requestPlan, startSweep, type Sweep } from '../../src/policy/index.ts';
import { makeTestDeps } from '../helpers/deps.ts';

export const PERMISSION = 'cross_store_settlement';

export interface Member {
  id: number;
  email: string;
}

const definition = {
  permission: PERMISSION,
  requirements: [{ fact: 'best_score', operator: 'gte', value: 60, code: 'low_quality', title: { 'zh-CN': '站点质量分', en: 'Site quality' }, remedy: { 'zh-CN': '充实原创内容，然后申请复审。', en: 'Add text of your own, then ask for a re-review.' } }],
} as const;

let members = 40_000_000;

/** Verbs on a database beside the processes that are tested, in real time, with staff to act as. */
export async function makeScene({ db }: { db: Db }) {
  const clock = new SimulatedClock(new Date());
  const deps = makeTestDeps({ db, clock });
  const as = (actor: Ctx['actor']): Ctx => {
    clock.moveTo(new Date());
    return makeCtx(deps, actor, 'test');
  };
  const operator = (): Ctx => as({ kind: 'operator' });
  const person = (role: Role): Promise<{ id: number }> => createStaff(operator(), { email: `${role}${(members += 1)}@staff.example`, name: role, roles: [role] });
  const author = await person('author');
  const approver = await person('approver');
  const staff = {
    author: () => as({ kind: 'staff', staffId: author.id, name: 'author', roles: ['author'], scopes: null }),
    approver: () => as({ kind: 'staff', staffId: approver.id, name: 'approver', roles: ['approver'], scopes: null }),
  };

  return {
    definition,
    operator,
    staff,
    system: () => as({ kind: 'system' }),
    keyOf: async (role: 'author' | 'approver') => (await createKey(operator(), { name: role, staffId: role === 'author' ? author.id : approver.id })).key,
    /** Affiliates who hold the permission and whose best site has 30 points. */
    async failing(count: number): Promise<Member[]> {
      const from = members;
      members += count;
      const made = await rows<Member>(db, sql`
        insert into affiliate (member_id, name, email, locale, created_at)
        select (${from}::int8 + i)::text, '会员 ' || i, 'reader' || (${from}::int8 + i) || '@example.com', case when i % 2 = 0 then 'en' else 'zh-CN' end, '2013-12-01'
        from generate_series(1, ${count}::int) i order by i returning id, email`);
      await db.execute(sql`
        insert into fact (affiliate_id, resources, sites, verified_sites, judged_sites, unverifiable_sites, best_score, icp_sites, confirmed_stops, placements)
        select id, 1, 1, 0, 1, 0, 30, 0, 0, 1 from affiliate a where not exists (select 1 from fact f where f.affiliate_id = a.id)`);
      const ctx = operator();
      await db.transaction((tx) => declareInitialStanding(tx, ctx, { permission: PERMISSION, state: 'granted', affiliateIds: made.map((each) => each.id), at: ctx.clock.now() }));
      return made;
    },
    /** A sweep that a worker is to plan. */
    async requested(announceAt?: Date): Promise<number> {
      await publishPolicy(staff.author(), definition);
      return (await requestPlan(staff.author(), { policy: PERMISSION, noticeDays: 5, ...(announceAt ? { announceAt } : {}) })).sweepId;
    },
    /** Planned here, approved and started: a worker is to run it. */
    async started(announceAt?: Date): Promise<Sweep> {
      const id = await this.requested(announceAt);
      const planned = await planSweep(as({ kind: 'system' }), id);
      await approveSweep(staff.approver(), { sweepId: id, hash: planned?.planHash ?? '', confirmClosings: planned?.totals?.close ?? 0 });
      return startSweep(staff.author(), id);
    },
  };
}

export type Scene = Awaited<ReturnType<typeof makeScene>>;

/** A random source that can be replayed: FAULT_SEED sets it. Says its seed. */
export function seeded(say: (line: string) => void = (line) => process.stdout.write(line)): () => number {
  let state = Number(process.env['FAULT_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
  say(`kills at random moments, FAULT_SEED=${state}\n`);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
