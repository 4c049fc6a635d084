import { describe, expect, it } from 'vitest';
import { contributions } from '../../../src/web/report/contributions.ts';
import { gravityOf } from '../../../src/web/report/gravity.ts';
import { changeBetween } from '../../../src/web/report/read-report.ts';
import { cut, safeHref, tame } from '../../../src/web/report/tame.ts';
import { findingWords } from '../../../src/web/portal/resources/finding-words.ts';
import { merge } from '../../../src/web/portal/resources/merge.ts';
import { mayLook } from '../../../src/web/portal/resources/proof-guard.ts';
import { judge } from '../../../src/quality/index.ts';
import { translate } from '../../../src/web/words/index.ts';
import { goodSite } from './scene.ts';

describe('what each signal adds', () => {
  it('sums up to the score', () => {
    const at = '2013-12-01T00:00:00Z';
    const pages = goodSite('<a href="http://s.click.taobao.com/t?pid=mm_99_1_1">x</a>').map(({ path, role, html }) => ({ url: `http://a.example.cn${path}`, finalUrl: `http://a.example.cn${path}`, role: role ?? ('home' as const), html: html ?? '', status: 200, headers: {}, chain: [], stoppedAt: null, failure: null, charset: 'utf-8', millis: 5, bytes: 10, sha256: null, fetchedAt: at }));
    const judged = judge({ pages, siteUrl: 'http://a.example.cn/', memberId: '31090001' });
    const adds = contributions({ subScores: judged.subScores, measures: judged.signals.map((signal) => ({ ...signal, title: { 'zh-CN': '', en: '' } })) });
    const sum = [...adds.values()].reduce((all, each) => all + each.adds, 0);
    expect(judged.score).not.toBeNull();
    expect(Math.abs(sum - (judged.score ?? 0))).toBeLessThan(0.3);
    expect([...adds.values()].reduce((all, each) => all + each.of, 0)).toBeCloseTo(100, 5);
  });
});

describe('text of others', () => {
  it('shows what turns or hides text', () => {
    expect(tame('a\u202eb\u0000c\u200bd\ne')).toBe('a‹U+202E›b‹U+0000›c‹U+200B›d\ne');
    expect(cut('好'.repeat(10), 5)).toEqual({ text: '好好好好', more: true });
    expect(cut(`ab😀`, 3).text).toBe('ab');
  });

  it('is linked to only when it is a site', () => {
    expect(safeHref('javascript:alert(1)')).toBeUndefined();
    expect(safeHref('data:text/html,x')).toBeUndefined();
    expect(safeHref(`http://a.cn/${'x'.repeat(3_000)}`)).toBeUndefined();
    expect(safeHref('http://a.cn/\u202e')).toBe('http://a.cn/%E2%80%AE');
  });
});

describe('gravity', () => {
  const seen = { id: 1, times: 1, firstSeenAt: new Date(0), lastSeenAt: new Date(0), decidedAt: null };
  it.each([
    [{ level: 'stop', confirmed: true, observation: { ...seen, state: 'confirmed' } }, 'confirmed'],
    [{ level: 'stop', confirmed: false, observation: { ...seen, state: 'open' } }, 'open'],
    [{ level: 'stop', confirmed: false, observation: { ...seen, state: 'rejected' } }, 'rejected'],
    [{ level: 'stop', confirmed: false, observation: null }, 'open'],
    [{ level: 'deduction', confirmed: false, observation: null }, 'deduction'],
  ] as const)('%j is %s', (violation, expected) => {
    expect(gravityOf(violation)).toBe(expected);
  });

  it('calls nothing repaired by a visit that could read nothing', () => {
    const before = { violations: [{ code: 'no_icp', title: { 'zh-CN': '甲', en: 'A' } }] } as never;
    expect(changeBetween(before, { violations: [], score: null }).gone).toEqual([]);
    expect(changeBetween(before, { violations: [], score: 50 }).gone).toHaveLength(1);
  });
});

describe('a finding of a proof', () => {
  const zh = (finding: string) => findingWords(finding, (key, values) => translate('zh-CN', key, values));
  it.each([
    ['http://a.cn/t.txt answered 404 instead of 200', '状态码 404'],
    ['http://a.cn/t.txt redirects (301); the file must be answered without a redirect', '状态码 301'],
    ['http://a.cn/ redirects to another host, www.a.cn; register that address or keep the home page on a.cn', 'www.a.cn'],
    ['http://a.cn/ redirects (302) to no valid address', '跳转地址无效'],
    ['the head of http://a.cn/ holds no tuiguan-site-verification meta tag in its first 64 KB', '没有找到验证标签'],
    ['none of the 3 TXT records of _tuiguan.a.cn is tuiguan-verification=1', '3 条 TXT 记录'],
    ['_tuiguan.a.cn has no TXT record', '还没有 TXT 记录'],
    ['http://a.cn/t.txt did not answer within 10 s', '10 秒'],
    ['http://a.cn/t.txt could not be reached: connect ECONNREFUSED', '无法连接'],
    ['the home page http://a.cn/ holds the meta tag', '已在 http://a.cn/ 找到'],
    ['something quite new', '请对照步骤检查'],
  ])('%s', (finding, said) => {
    expect(zh(finding)).toContain(said);
  });
});

describe('two who edit one record', () => {
  it('keeps what each changed alone, and tells what both did', () => {
    const merged = merge({ name: '甲', daily_uv: 1, icp: null }, { name: '乙', daily_uv: 2, icp: null }, { name: '丙', daily_uv: '1', icp: '浙ICP备12345678号' });
    expect(merged.both).toEqual(['name']);
    expect(merged.taken).toEqual(['daily_uv']);
    expect(merged.values).toMatchObject({ name: '丙', daily_uv: '2', icp: '浙ICP备12345678号' });
  });
});

describe('looking for a token', () => {
  it('is allowed every ten seconds for each resource', () => {
    const at = (ms: number) => new Date(1_000_000 + ms);
    expect([mayLook(-1, at(0)), mayLook(-1, at(9_999)), mayLook(-2, at(9_999)), mayLook(-1, at(10_000)), mayLook(-1, at(10_001))]).toEqual([true, false, true, true, false]);
  });
});
