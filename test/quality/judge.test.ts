import { describe, expect, it } from 'vitest';
import { catalogue, isClickHost, remedyFor, SIGNAL_CODES, VIOLATION_CODES } from '../../src/quality/index.ts';
import { assessPages, CLICK, codes, page } from './helpers.ts';

const item = (pid: string, n = 1): string => `<a href="https://item.taobao.com/item.htm?id=${n}&pid=${pid}">x</a>`;

describe('PIDs', () => {
  it.each([
    ['only foreign ones', item('mm_999_1_1'), 'stop'],
    ['two of three foreign', item('mm_999_1_1', 1) + item('mm_999_1_1', 2) + item('mm_12345678_1_1', 3), 'stop'],
    ['half foreign', item('mm_999_1_1', 1) + item('mm_12345678_1_1', 3), 'deduction'],
    ['a longer number that begins like the member', item('mm_123456789_1_1'), 'stop'],
    ['in ali_trackid', '<a href="https://detail.tmall.com/item.htm?ali_trackid=2%3Amm_999_1_1%3Ax">x</a>', 'stop'],
    ['handed to tkapi', '<script>alimamatk_onload.push({pid: "mm_999_1_1"})</script>', 'stop'],
  ])('%s', (_name, html, level) => {
    expect(assessPages([page(`${html}京ICP备12345678号`)]).violations).toMatchObject([{ code: 'pid_mismatch', level }]);
  });

  it.each([
    ['own', item('mm_12345678_1_1')],
    ['hidden', `<a href="${CLICK}">x</a>`],
    ['text only', 'mm_999_1_1'],
    ['Tanx', '<script src="https://p.tanx.com/ex?i=mm_999_1_1"></script><a id="tanx-a-mm_999_1_1" href="https://x.example/?pid=mm_999_1_1">x</a>'],
    ['script comment', '<script>alimamatk_onload; // pid: "mm_999_1_1"\n</script>'],
  ])('%s is no violation', (_name, html) => expect(codes(html)).toEqual([]));

  it('allows further PIDs by name', () => {
    expect(assessPages([page(`${item('mm_999_1_1')}京ICP备12345678号`)], { pids: ['mm_999_1_1'] }).violations).toEqual([]);
  });
});

describe('parked, ICP, unverifiable', () => {
  it('takes two parking signals, and lets an article about names be', () => {
    expect(codes('<title>cool.example is for sale</title><h1>This domain is for sale</h1><script src="https://www.sedoparking.com/x.js"></script>')).toContain('parked');
    expect(codes(`<title>该域名正在出售？</title><article>${'关于域名交易市场的新闻报道。'.repeat(80)}</article><a href="/news">更多</a>`)).toEqual([]);
  });

  it('believes that there is no ICP number after home and two more pages', () => {
    const linked = '<a href="/other">x</a>';
    const pages = [page(linked), page(linked, { url: 'https://site.example/a', role: 'list' }), page('x', { url: 'https://site.example/b', role: 'detail' })];
    expect(assessPages(pages).violations).toMatchObject([{ code: 'no_icp', level: 'deduction' }]);
    expect(assessPages(pages.slice(0, 2)).violations).toEqual([]);
    expect(assessPages([...pages, page('粤ＩＣＰ备 2021 ', { url: 'https://site.example/c', role: 'about' })]).violations).toHaveLength(1);
    expect(assessPages([...pages, page('粤ＩＣＰ备１２３４５６７８号－２', { url: 'https://site.example/c', role: 'about' })]).violations).toEqual([]);
  });

  it('has no score for a site that it could not read, and holds nothing against it', () => {
    const found = assessPages([page('', { status: 403, failure: 'blocked' })]);
    expect(found).toMatchObject({ score: null, confidence: 0, pagesSeen: 0, violations: [{ code: 'unverifiable', level: 'none' }] });
  });
});

describe('score', () => {
  const good = `<title>好物推荐</title><article>${'<p>这是一篇认真写的测评文章，比较了三款产品的优点与缺点。</p>'.repeat(60)}</article><a href="/about">关于我们</a>京ICP备12345678号-1`;

  it('is not lowered by a stop until a person confirms it', () => {
    const stuffed = page(`${good}<iframe src="${CLICK}"></iframe>`);
    const clean = assessPages([page(good)]);
    const unconfirmed = assessPages([stuffed]);
    const confirmed = assessPages([stuffed], { confirmed: ['cookie_stuffing'] });
    expect(clean.score).toBeGreaterThan(85);
    expect(unconfirmed.score).toBe(clean.score);
    expect(unconfirmed.violations[0]).toMatchObject({ code: 'cookie_stuffing', confirmed: false });
    expect(confirmed.subScores.integrity.score).toBe(0);
    expect(confirmed.score).toBeLessThan(clean.score ?? 0);
  });

  it('leaves the unknown out instead of counting it as zero', () => {
    const found = assessPages([page(good, { status: null })]);
    expect(found.subScores.technical.score).toBeNull();
    expect(found.signals.find((signal) => signal.code === 'https')).toMatchObject({ value: null, score: null });
    expect(found.score).toBeGreaterThan(85);
  });

  it('has a catalogue that covers every code in both languages', () => {
    expect(catalogue.signals.map((signal) => signal.code)).toEqual([...SIGNAL_CODES]);
    expect(catalogue.violations.map((violation) => violation.code)).toEqual([...VIOLATION_CODES]);
    for (const code of VIOLATION_CODES) expect(remedyFor(code, 'zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(isClickHost('S.CLICK.taobao.com.')).toBe(true);
    expect(isClickHost('item.taobao.com')).toBe(false);
  });
});

describe('hostile pages', () => {
  it.each([
    ['100,000 nested elements', '<div>'.repeat(100_000)],
    ['many closings that match nothing', '<b>'.repeat(100_000) + '</i>'.repeat(100_000)],
    ['a script of brackets', `<script>${'('.repeat(200_000)}</script>`],
    ['a script of escapes', `<script>location='${'\\a'.repeat(300_000)}'</script>`],
    ['a script of slashes', `<script>${'/[/'.repeat(100_000)}</script>`],
    ['a script of functions', `<script>${'function a(){'.repeat(20_000)}</script>`],
    ['spaces in a style', `<style>${'url( '.repeat(50_000)}</style>`],
  ])('%s ends soon', (_name, html) => {
    const started = performance.now();
    assessPages([page(html)]);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
