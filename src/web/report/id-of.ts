import { notFound } from '../../lib/errors.ts';

/** The id in an address. @throws NOT_FOUND for what is none. */
export function idOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text) || !Number.isSafeInteger(Number(text))) throw notFound('page', text);
  return Number(text);
}
