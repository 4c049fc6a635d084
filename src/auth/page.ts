import { z } from 'zod';

/** A page by id: `after` is the `next` of the page before. */
export const PageInput = z.object({ after: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(50) });

/** The page out of one row more than was asked for. */
export function pageOf<T extends { id: number }>(found: T[], limit: number): { items: T[]; next: number | null } {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
