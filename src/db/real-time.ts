import { sql } from 'drizzle-orm';

/**
 * The database server's time, for leases, sessions and rate limits that several machines share; their own clocks may
 * differ. Business time is `ts(ctx.clock.now())`; lint refuses any other clock in SQL.
 */
export const REAL_NOW = sql`clock_timestamp()`;
