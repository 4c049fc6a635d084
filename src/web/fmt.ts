import type { Locale } from './words/index.ts';

const ZONE = 'Asia/Shanghai';

/** Dates, moments and numbers as a reader of the language writes them. Every moment is told in UTC+8, and says so. */
export interface Fmt {
  /** 2013 年 12 月 11 日 · 11 December 2013 */
  date(at: Date): string;
  /** 12 月 11 日 · 11 Dec: for lists whose year is plain. */
  day(at: Date): string;
  /** 2013-12-11 00:00 (UTC+8): for tables and timelines. */
  moment(at: Date): string;
  /** 00:00 */
  time(at: Date): string;
  number(value: number): string;
  /** One decimal, as scores are kept: 58.2. */
  score(value: number): string;
  /** 0..1 as a percentage with at most one decimal. */
  percent(share: number): string;
  /** A span of ms in its two largest units: 4 天 6 小时 · 4 days 6 hours. */
  span(ms: number): string;
}

const cache = new Map<Locale, Fmt>();

/** The formats of a language. */
export function fmtOf(locale: Locale): Fmt {
  let fmt = cache.get(locale);
  if (!fmt) cache.set(locale, (fmt = makeFmt(locale)));
  return fmt;
}

function makeFmt(locale: Locale): Fmt {
  const tag = locale === 'en' ? 'en-GB' : 'zh-CN';
  const dateParts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const english = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: 'numeric', month: 'long', year: 'numeric' });
  const englishDay = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: 'numeric', month: 'short' });
  const number = new Intl.NumberFormat(tag);
  const score = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const ymd = (at: Date): [number, number, number] => dateParts.format(at).split('-').map(Number) as [number, number, number];
  return {
    date(at) {
      if (locale === 'en') return english.format(at);
      const [year, month, day] = ymd(at);
      return `${year} 年 ${month} 月 ${day} 日`;
    },
    day(at) {
      if (locale === 'en') return englishDay.format(at);
      const [, month, day] = ymd(at);
      return `${month} 月 ${day} 日`;
    },
    moment: (at) => `${dateParts.format(at)} ${time.format(at)} (UTC+8)`,
    time: (at) => time.format(at),
    number: (value) => number.format(value),
    score: (value) => score.format(value),
    percent: (share) => percent.format(share),
    span: (ms) => spanWords(ms, locale),
  };
}

const UNITS: [ms: number, zh: string, one: string, many: string][] = [
  [86_400_000, '天', 'day', 'days'],
  [3_600_000, '小时', 'hour', 'hours'],
  [60_000, '分钟', 'minute', 'minutes'],
  [1_000, '秒', 'second', 'seconds'],
];

function spanWords(ms: number, locale: Locale): string {
  let rest = Math.max(0, ms);
  const parts: string[] = [];
  for (const [size, zh, one, many] of UNITS) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(locale === 'en' ? `${n} ${n === 1 ? one : many}` : `${n} ${zh}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : locale === 'en' ? '0 seconds' : '0 秒';
}
