import { z } from 'zod';
import { normalizeIcp } from './icp.ts';
import { canonicalSiteUrl } from './site-url.ts';
import { lineOfText, linesOfText, optional } from './text.ts';

export const KINDS = ['site', 'app', 'social', 'software', 'offline'] as const;
export type ResourceKind = (typeof KINDS)[number];
export const PROMOTION_SCENES = ['common', 'etao', 'offline_shop', 'offline_school', 'offline_factory', 'wechat_group', 'qq_group', 'other'] as const;

const SiteUrl = z.string('expected an address').transform((text, ctx) => {
  const canonical = canonicalSiteUrl(text);
  if (typeof canonical !== 'string') return canonical.url;
  ctx.issues.push({ code: 'custom', message: canonical, input: text });
  return z.NEVER;
});

const Icp = z.string('expected an ICP number').transform((text, ctx) => {
  const icp = normalizeIcp(text);
  if (icp !== null) return icp;
  ctx.issues.push({ code: 'custom', message: 'is not an ICP number: expected the form 浙ICP备12345678号-1', input: text });
  return z.NEVER;
});

const UV = 'must be a whole number from 0 to 9999999999';
const DailyUv = z
  .union([z.number(), z.string().trim().regex(/^\d{1,10}$/).transform(Number)], UV)
  .pipe(z.number(UV).int(UV).min(0, UV).max(9_999_999_999, UV));

const common = {
  name: lineOfText(200),
  category: optional(lineOfText(100)),
  promotion_scene: optional(z.string().trim().pipe(z.enum(PROMOTION_SCENES, `must be one of ${PROMOTION_SCENES.join(', ')}`))),
  icp: optional(Icp),
  description: optional(linesOfText(2_000)),
  daily_uv: optional(DailyUv),
  contact: optional(lineOfText(200)),
};

/** The fields that every kind has alike: what can still be judged when the kind itself is wrong. */
export const CommonFields = z.object(common);

/**
 * What an affiliate declares about a resource. A site's `url` is its http(s) address; of the other kinds it is an identifier
 * of at most 300 characters (package name, account, group number, place). Fields that were left out are null.
 */
export const RecordFields = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...common, kind: z.literal('site'), url: SiteUrl }),
    z.strictObject({ ...common, kind: z.enum(['app', 'social', 'software', 'offline']), url: lineOfText(300) }),
  ],
  `must be one of ${KINDS.join(', ')}`,
);
export type RecordFields = z.output<typeof RecordFields>;

/** The fields in the order in which they are shown and compared, with their names for people. */
export const FIELD_LABELS = {
  name: { 'zh-CN': '资源名称', en: 'Name' },
  kind: { 'zh-CN': '资源类型', en: 'Kind' },
  url: { 'zh-CN': '网址或标识', en: 'Address or identifier' },
  category: { 'zh-CN': '所属类目', en: 'Category' },
  promotion_scene: { 'zh-CN': '推广场景', en: 'Promotion scene' },
  icp: { 'zh-CN': 'ICP 备案号', en: 'ICP number' },
  description: { 'zh-CN': '资源介绍', en: 'Description' },
  daily_uv: { 'zh-CN': '日均访客数', en: 'Daily visitors' },
  contact: { 'zh-CN': '联系方式', en: 'Contact' },
} as const satisfies Record<keyof RecordFields, { 'zh-CN': string; en: string }>;

export const FIELD_NAMES = Object.keys(FIELD_LABELS) as (keyof RecordFields)[];
