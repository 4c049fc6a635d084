import { z } from 'zod';

/** A mail address as it names an account: trimmed and in lower case. */
export const Email = z.string('a mail address').trim().toLowerCase().max(254, 'at most 254 characters').pipe(z.email('is not a mail address'));

export const PersonName = z
  .string('a name')
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'at most 100 characters')
  .refine((name) => !/\p{Cc}/u.test(name), 'must not hold control characters');
export const LocaleInput = z.enum(['zh-CN', 'en'], 'zh-CN or en');
