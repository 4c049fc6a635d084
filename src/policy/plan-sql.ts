import { type SQL, sql } from 'drizzle-orm';
import type { PolicyDefinition } from './definition.ts';
import { policySql } from './evaluate-sql.ts';

/**
 * The decision for every affiliate, as one SELECT: (affiliate_id, decision, from_state, reasons, facts, best_score).
 *   close: holds the permission, fails, and no closing is under way;   grant: lost it before, passes now;
 *   keep:  holds it and fails nothing;                                 none:  nothing to do.
 * Who never held the permission is not granted it by a sweep: it is applied for.
 */
export function decisionsSql(input: { definition: PolicyDefinition; permission: string; at: Date }): SQL {
  const policy = policySql(input.definition, input.at);
  return sql`
    select x.affiliate_id,
      case
        when x.state = 'granted' and cardinality(x.failed) > 0 then case when x.pending then 'none' else 'close' end
        when x.state = 'granted' then 'keep'
        when x.state = 'closed' and x.passes then 'grant'
        else 'none'
      end as decision,
      x.state as from_state, x.failed as reasons, x.facts, x.best_score
    from (
      select f.affiliate_id, coalesce(s.state, 'never') as state, s.pending_sweep_id is not null as pending,
        ${policy.failed} as failed, ${policy.passes} as passes, ${policy.facts} as facts, f.best_score
      from fact f
      left join standing s on s.affiliate_id = f.affiliate_id and s.permission = ${input.permission}
    ) x`;
}

/** SHA-256 over what one row decides: what the plan's hash is made of. Columns of sweep_item under the given alias. */
export function rowHashSql(alias: 'd' | 'i', sweepId: number): SQL {
  const c = (name: string) => sql.raw(`${alias}.${name}`);
  return sql`sha256(convert_to(concat_ws('|', ${sweepId}::bigint, ${c('affiliate_id')}, ${c('decision')}, ${c('from_state')},
    array_to_string(${c('reasons')}, ','), ${c('facts')}), 'UTF8'))`;
}
