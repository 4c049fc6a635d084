import { z } from 'zod';
import { lineOfText } from './text.ts';

export const MemberId = z
  .string('expected digits')
  .trim()
  .regex(/^[1-9]\d{0,14}$/, 'must be 1 to 15 digits and not begin with 0');
export const AffiliateName = lineOfText(200);
/** 254: the longest address that SMTP's 256-octet path holds (RFC 5321, 4.5.3.1.3). */
export const Email = z.string('expected a mail address').trim().max(254, 'must be at most 254 characters').pipe(z.email('is not a mail address'));
export const Locale = z.enum(['zh-CN', 'en'], 'must be zh-CN or en');

/** What is known of an affiliate beside its resources. */
export const AffiliateFields = z.object({ memberId: MemberId, name: AffiliateName, email: Email, locale: Locale.default('zh-CN') });
export type AffiliateFields = z.output<typeof AffiliateFields>;
