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
      whenClosed: '关闭后，买家经您的推广进入一家天猫店铺、却在其他店铺成交的订单不再计佣；在您所推广的店铺内成交的订单照常计佣。',
      whenOpen: '自恢复时起，跨店成交的订单重新计佣；关闭期间的跨店订单不予补结。',
    },
    en: {
      name: 'Tmall cross-store settlement',
      whenClosed: 'Once it is closed, orders that a buyer places in a shop other than the one you promoted no longer earn commission. Orders in the promoted shop earn as before.',
      whenOpen: 'From then on cross-store orders earn commission again. Those from the time it was closed are not made up for.',
    },
  },
  open_api: {
    'zh-CN': { name: 'API 调用', whenClosed: '关闭后，您名下应用的 API 调用将被拒绝。', whenOpen: '自恢复时起，您名下的应用可重新调用 API。' },
    en: { name: 'API calls', whenClosed: 'Once it is closed, API calls of your applications are refused.', whenOpen: 'From then on your applications may call the API again.' },
  },
};

/** The words of a permission; one without words of its own is called by its code. */
export function permissionWords(permission: string, locale: Locale): PermissionWords {
  return (
    PERMISSION_WORDS[permission]?.[locale] ??
    (locale === 'en'
      ? { name: permission, whenClosed: 'Once it is closed you can no longer use it.', whenOpen: 'From then on you can use it again.' }
      : { name: permission, whenClosed: '关闭后，您将无法继续使用该权限。', whenOpen: '自恢复时起，您可重新使用该权限。' })
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

/** A measured value as people read it: one decimal at most; unknown is said, never shown as zero. */
export function valueWords(value: number | string | boolean | null | undefined, locale: Locale): string {
  if (value === null || value === undefined) return locale === 'en' ? 'not known' : '暂无数据';
  if (typeof value === 'boolean') return locale === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否';
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}

const NEEDED: Record<string, Record<Locale, string>> = {
  gte: { 'zh-CN': '不低于 ', en: 'at least ' },
  gt: { 'zh-CN': '高于 ', en: 'more than ' },
  lte: { 'zh-CN': '不超过 ', en: 'at most ' },
  lt: { 'zh-CN': '低于 ', en: 'less than ' },
  eq: { 'zh-CN': '', en: '' },
};

/** What a requirement asks for: 不低于 60, at least 60. */
export function neededWords(operator: string, value: number | string | boolean, locale: Locale): string {
  const prefix = value === 0 && operator === 'lte' ? '' : (NEEDED[operator]?.[locale] ?? `${operator} `);
  return prefix + valueWords(value, locale);
}
