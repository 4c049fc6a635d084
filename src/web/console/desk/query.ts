import type { z } from 'zod';
import { notFound } from '../../../lib/errors.ts';
import type { WebContext } from '../../http/env.ts';

/** One value of the query, if it fits: a broken link shows the page without it rather than an error. */
export function asked<S extends z.ZodType>(c: WebContext, name: string, schema: S): z.output<S> | undefined {
  const value = c.req.query(name);
  if (value === undefined || value.trim() === '') return undefined;
  const read = schema.safeParse(value);
  return read.success ? read.data : undefined;
}

/** The id in the path. @throws NOT_FOUND for what is no id. */
export function idIn(c: WebContext, thing: string): number {
  const text = c.req.param('id') ?? '';
  const id = Number(text);
  if (!/^\d{1,15}$/.test(text) || id === 0) throw notFound(thing, text);
  return id;
}

/** A path with its query; what is not set is left out. */
export function linkTo(path: string, query: Record<string, string | number | null | undefined>): string {
  const set = Object.entries(query).filter((each): each is [string, string | number] => each[1] !== null && each[1] !== undefined && each[1] !== '');
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}
