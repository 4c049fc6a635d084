import { civilDate, UTC8_MS } from '../lib/workdays.ts';
import type { Locale } from './kinds.ts';

interface PermissionWords {
  name: string;
  whenClosed: string;
  whenOpen: string;
}

/** What mails call a permission, and what its closing and re-opening mean for the affiliate. */
const PERMISSION_WORDS: Record<string, Record<Locale, PermissionWords>> = {
  cross_store_settlement: {
    'zh-CN': {
      name: '天猫推广跨店结算',
      whenClosed: '关闭后，买家通过您的推广链接进入一家天猫店铺、却在其他店铺下单的，该订单不再计算佣金；在您所推广的店铺下单的，佣金照常结算。关闭前的推广不受影响。',
      whenOpen: '恢复后，跨店订单照常计算佣金；关闭期间产生的跨店订单不予补算。',
    },
    en: {
      name: 'Tmall cross-store settlement',
      whenClosed: 'While it is closed, orders that a buyer places in a shop other than the one you promoted earn no commission. Orders in the promoted shop earn as before, and promotion from before the closing is not affected.',
      whenOpen: 'Cross-store orders earn commission again. Those from the time when it was closed are not made up for.',
    },
  },
  open_api: {
    'zh-CN': { name: 'API 调用', whenClosed: '关闭后，您名下应用的 API 调用将被拒绝。', whenOpen: '恢复后，您名下的应用可重新调用 API。' },
    en: { name: 'API calls', whenClosed: 'While it is closed, API calls of your applications are refused.', whenOpen: 'Your applications may call the API again.' },
  },
};

/** The words of a permission; one without words of its own is called by its code. */
export function permissionWords(permission: string, locale: Locale): PermissionWords {
  return (
    PERMISSION_WORDS[permission]?.[locale] ??
    (locale === 'en'
      ? { name: permission, whenClosed: 'While it is closed you cannot use it.', whenOpen: 'You can use it again.' }
      : { name: permission, whenClosed: '关闭后，您将无法使用该权限。', whenOpen: '恢复后，您可重新使用该权限。' })
  );
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The civil date in UTC+8: 2013 年 12 月 11 日, 11 December 2013. */
export function dateWords(at: Date, locale: Locale): string {
  const [year, month, day] = civilDate(at).split('-').map(Number) as [number, number, number];
  return locale === 'en' ? `${day} ${MONTHS[month - 1]} ${year}` : `${year} 年 ${month} 月 ${day} 日`;
}

/** Date and time in UTC+8 with the zone named. */
export function momentWords(at: Date, locale: Locale): string {
  const time = new Date(at.getTime() + UTC8_MS).toISOString().slice(11, 16);
  return locale === 'en' ? `${time} on ${dateWords(at, locale)} (Beijing time, UTC+8)` : `${dateWords(at, locale)} ${time}（北京时间，UTC+8）`;
}

/** What a fact is counted in: in Chinese, in English for one and for more. */
const UNITS: Record<string, [zh: string, one: string, many: string]> = {
  best_score: ['分', 'point', 'points'],
  best_verified_score: ['分', 'point', 'points'],
  median_score: ['分', 'point', 'points'],
  worst_score: ['分', 'point', 'points'],
  confirmed_stops: ['项', 'violation', 'violations'],
  sites: ['个', 'site', 'sites'],
  verified_sites: ['个', 'site', 'sites'],
  icp_sites: ['个', 'site', 'sites'],
  placements: ['个', 'placement', 'placements'],
  registered_days: ['天', 'day', 'days'],
};

/** A measured value as people read it, with its unit (fen as yuan): one decimal at most; unknown is said, never shown as zero. */
export function valueWords(fact: string, value: number | string | boolean | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return locale === 'en' ? 'not known' : '暂无数据';
  if (typeof value === 'boolean') return locale === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
  if (typeof value === 'string') return value;
  if (fact.endsWith('_fen')) {
    const yuan = grouped(value / 100, 2);
    return locale === 'en' ? `CNY ${yuan}` : `${yuan} 元`;
  }
  const [zh, one, many] = UNITS[fact] ?? ['', '', ''];
  return `${grouped(value, 1)} ${locale === 'en' ? (value === 1 ? one : many) : zh}`.trim();
}

function grouped(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

const NEEDED: Record<string, Record<Locale, string>> = {
  gte: { 'zh-CN': '不低于 ', en: 'at least ' },
  gt: { 'zh-CN': '高于 ', en: 'more than ' },
  lte: { 'zh-CN': '不超过 ', en: 'at most ' },
  lt: { 'zh-CN': '低于 ', en: 'less than ' },
  eq: { 'zh-CN': '', en: '' },
};

/** What a requirement asks for: 不低于 60 分, at least 60 points; 0 项, none. */
export function neededWords(fact: string, operator: string, value: number | string | boolean, locale: Locale): string {
  if (value === 0 && operator === 'lte') return locale === 'en' ? 'none' : valueWords(fact, 0, locale);
  return (NEEDED[operator]?.[locale] ?? `${operator} `) + valueWords(fact, value, locale);
}
