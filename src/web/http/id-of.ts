import { notFound } from '../../lib/errors.ts';

/** An id out of an address. @throws NOT_FOUND for what cannot be one, as for a thing that does not exist. */
export function idOf(text: string, thing = 'page'): number {
  const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw notFound(thing, text);
  return id;
}
