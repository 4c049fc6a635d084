import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** Every id of the house: a bigint identity. Never from outside; numbers in TypeScript (far below 2^53). */
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
/** A reference to another table's id. */
export const ref = () => bigint({ mode: 'number' });
/** A moment. Never defaulted in the database: business time is handed in. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 });
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
