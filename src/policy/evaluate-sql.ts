import { type SQL, sql } from 'drizzle-orm';
import { ts } from '../db/client.ts';
import { FACTS, type FactName } from '../facts/index.ts';
import type { Operator, PolicyDefinition, Requirement } from './definition.ts';

const OPERATOR_SQL: Record<Operator, string> = { gte: '>=', gt: '>', lte: '<=', lt: '<', eq: '=' };

/** The value of a fact on the row `f` of the table fact: float8, or real for a score. `days` count whole days up to `at`. */
export function factSql(name: FactName, at: Date): SQL {
  const { column, type } = FACTS[name];
  switch (type) {
    case 'days':
      return sql`floor(extract(epoch from (${ts(at)} - ${sql.raw(`f.${column}`)})) / 86400)::float8`;
    case 'score':
      return sql.raw(`f.${column}`);
    case 'number':
      return sql`${sql.raw(`f.${column}`)}::float8`;
  }
}

/** A score is compared in the precision it is kept in: widened, a real 60.1 is less than 60.1. */
function wantedSql({ fact, value }: Requirement): SQL {
  return FACTS[fact].type === 'score' ? sql`${String(Math.fround(value))}::text::real` : sql`${value}::float8`;
}

/** A policy as SQL over the row `f` of the table fact, as of a moment. Says the same as evaluate(). */
export interface PolicySql {
  /** text[]: reason codes of the failed requirements, in the policy's order. */
  failed: SQL;
  /** boolean: any fact that the policy asks about is unknown. */
  unknown: SQL;
  /** boolean: any requirement fails (never null); what is unknown fails none. */
  fails: SQL;
  /** boolean: every requirement passes (never null). */
  passes: SQL;
  /** jsonb: the facts that the policy looks at, by name. */
  facts: SQL;
}

export function policySql(definition: PolicyDefinition, at: Date): PolicySql {
  const tests = definition.requirements.map((r) => ({
    code: r.code,
    holds: sql`(${factSql(r.fact, at)} ${sql.raw(OPERATOR_SQL[r.operator])} ${wantedSql(r)})`,
  }));
  const names = [...new Set(definition.requirements.map((r) => r.fact))];
  const cases = tests.map((t) => sql`case when not ${t.holds} then ${t.code}::text end`);
  return {
    failed: sql`array_remove(array[${sql.join(cases, sql`, `)}], null)`,
    unknown: sql`(${sql.join(names.map((name) => sql`${factSql(name, at)} is null`), sql` or `)})`,
    fails: sql`coalesce(${sql.join(tests.map((t) => sql`not ${t.holds}`), sql` or `)}, false)`,
    passes: sql`coalesce(${sql.join(tests.map((t) => t.holds), sql` and `)}, false)`,
    facts: sql`jsonb_build_object(${sql.join(names.flatMap((name) => [sql`${name}::text`, factSql(name, at)]), sql`, `)})`,
  };
}
