import { z } from 'zod';
import { canonicalSiteUrl, KINDS, normalizeIcp, PROMOTION_SCENES } from '../../../records/index.ts';
import type { WordKey } from '../../words/index.ts';

/** What records/site-url.ts says of an address, in a page's words. */
const URL_FAULTS: [said: RegExp, words: WordKey][] = [
  [/starts with http/, 'record.error.url.scheme'],
  [/spaces/, 'record.error.url.spaces'],
  [/user name/, 'record.error.url.login'],
  [/without a domain/, 'record.error.url.host'],
  [/at most/, 'record.error.url.long'],
];

const word = (key: WordKey): WordKey => key;
const clean = (text: string): boolean => !/\p{Cc}|\p{Cs}/u.test(text);
const line = (max: number, long: WordKey = 'record.error.long') => z.string('form.required').trim().max(max, long).refine(clean, word('record.error.control'));
const needed = (max: number, long: WordKey = 'record.error.long') => line(max, long).refine((text) => text !== '', word('form.required'));
const maybe = (max: number) => line(max).default('');

/**
 * The form of a record. Its limits are those of records/record-fields.ts, which has the last word; here they are told in
 * the reader's language, beside each field.
 */
export const RecordForm = z
  .object({
    kind: z.enum(KINDS, word('form.choose')),
    name: needed(200, 'record.error.name.long'),
    url: needed(10_000),
    category: maybe(100),
    promotion_scene: z.union([z.literal(''), z.enum(PROMOTION_SCENES)], word('record.error.scene')).default(''),
    icp: maybe(100).refine((text) => text === '' || normalizeIcp(text) !== null, word('record.error.icp')),
    description: z
      .string()
      .transform((text) => text.replaceAll('\r\n', '\n').trim())
      .pipe(z.string().max(2_000, word('record.error.long')).refine((text) => clean(text.replace(/[\n\t]/g, ' ')), word('record.error.control')))
      .default(''),
    daily_uv: z.string().trim().regex(/^\d{0,10}$/, word('record.error.uv')).default(''),
    contact: maybe(200),
  })
  .superRefine(({ kind, url }, ctx) => {
    const fault = kind === 'site' ? siteFault(url) : url.length > 300 ? word('record.error.long') : undefined;
    if (fault !== undefined) ctx.addIssue({ code: 'custom', path: ['url'], message: fault });
  });
export type RecordForm = z.output<typeof RecordForm>;

function siteFault(url: string): WordKey | undefined {
  const found = canonicalSiteUrl(url);
  if (typeof found !== 'string') return undefined;
  return URL_FAULTS.find(([said]) => said.test(found))?.[1] ?? 'record.error.url.invalid';
}
