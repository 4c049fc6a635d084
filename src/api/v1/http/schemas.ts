import { z } from '@hono/zod-openapi';

/** A moment in an answer: a Date, or a time as Postgres writes it; always ISO 8601 in UTC on the wire. */
export const Moment = z
  .union([z.date(), z.string()])
  .transform((at) => new Date(at).toISOString())
  .openapi({ type: 'string', format: 'date-time', example: '2013-12-06T09:31:00.000Z' });

const digits = z.string('a whole number').regex(/^\d{1,15}$/, 'a whole number');

/** As Moment; null when there is none. (Said in full, because `nullable()` does not reach a type that was set.) */
export const MaybeMoment = Moment.nullable().openapi({ type: ['string', 'null'], format: 'date-time', example: '2013-12-06T09:31:00.000Z' });

/** An id in a path or a query. */
export const IdText = digits.transform(Number).refine((id) => id > 0, 'a positive whole number').openapi({ type: 'integer', minimum: 1, example: 17 });

export const IdParams = z.object({ id: IdText });

/** Yes or no in a query. */
export const FlagText = z.enum(['true', 'false'], 'true or false').transform((text) => text === 'true').openapi({ type: 'boolean' });

const limitText = (max: number, usual: number) =>
  digits
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= max, `from 1 to ${max}`)
    .default(usual)
    .openapi({ type: 'integer', minimum: 1, maximum: max, default: usual, description: 'Rows a page' });

/** The query of a list, in keyset pages: `after` is the `next` of the page before. */
export const PageQuery = z.strictObject({
  after: digits.transform(Number).default(0).openapi({ type: 'integer', description: 'The `next` of the page before' }),
  limit: limitText(100, 50),
});

/** As PageQuery, for lists that begin with the newest. */
export const NewestQuery = z.strictObject({
  before: digits.transform(Number).optional().openapi({ type: 'integer', description: 'The `next` of the page before' }),
  limit: limitText(100, 50),
});

/** The answer of a list: its rows, and what to give as `after` for more; null at the end. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.number().int().nullable().openapi({ description: 'Cursor of the next page; null on the last' }) });
}

/** A page out of one row more than was asked for. */
export function paged<T>(found: T[], limit: number, idOf: (row: T) => number): { items: T[]; next: number | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? idOf(last) : null };
}
