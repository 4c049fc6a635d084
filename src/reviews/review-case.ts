import type { reviewCase } from '../db/schema/index.ts';

/** What an affiliate asked for, and what became of it. */
export type ReviewCase = typeof reviewCase.$inferSelect;
