import { expect, it } from 'vitest';
import { fmtOf } from '../../../src/web/fmt.ts';
import { seenWords } from '../../../src/web/portal/team/seen-words.ts';
import { type Locale, translate, type WordKey, type WordValues } from '../../../src/web/words/index.ts';

const now = new Date('2026-11-23T00:30:00+08:00');
const said = (at: string | null, locale: Locale = 'zh-CN'): string => seenWords(at === null ? null : new Date(at), now, (key: WordKey, values?: WordValues) => translate(locale, key, values), fmtOf(locale));

it('tells the day on which somebody was last here by the calendar of UTC+8', () => {
  expect(said('2026-11-23T00:00:00+08:00')).toBe('今天');
  expect(said('2026-11-22T23:59:59+08:00')).toBe('1 天前');
  expect(said('2026-11-20T12:00:00+08:00')).toBe('3 天前');
  expect(said('2026-11-22T12:00:00+08:00', 'en')).toBe('1 day ago');
  // A session that was opened by a machine whose clock goes a little before ours.
  expect(said('2026-11-24T00:00:00+08:00', 'en')).toBe('today');
  expect(said(null)).toBe('目前未登录');
});
