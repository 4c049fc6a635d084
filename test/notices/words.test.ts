import { describe, expect, it } from 'vitest';
import { neededWords, valueWords } from '../../src/notices/words.ts';

describe('values in notices', () => {
  it('carry the unit of the fact that they measure', () => {
    expect(valueWords('best_score', 43.25, 'zh-CN')).toBe('43.3 分');
    expect(valueWords('confirmed_stops', 1, 'en')).toBe('1 violation');
    expect(valueWords('confirmed_stops', 2, 'en')).toBe('2 violations');
    expect(valueWords('registered_days', 1234, 'zh-CN')).toBe('1,234 天');
  });

  it('give money in yuan, since 分 would read as points', () => {
    expect(valueWords('commission_30d_fen', 123_456, 'zh-CN')).toBe('1,234.56 元');
    expect(neededWords('commission_30d_fen', 'gte', 50_000, 'en')).toBe('at least CNY 500');
  });

  it('say that a thing is not known rather than zero, and that none is allowed', () => {
    expect(valueWords('best_score', null, 'zh-CN')).toBe('暂无数据');
    expect(neededWords('confirmed_stops', 'lte', 0, 'zh-CN')).toBe('0 项');
    expect(neededWords('confirmed_stops', 'lte', 0, 'en')).toBe('none');
  });

  it('print a number without a unit for a fact without one', () => {
    expect(valueWords('something_else', 3, 'en')).toBe('3');
  });
});
