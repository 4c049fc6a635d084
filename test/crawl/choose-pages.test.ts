import { expect, test } from 'vitest';
import { choosePages } from '../../src/crawl/choose-pages.ts';
import { extractLinks } from '../../src/crawl/extract-links.ts';
import { canonicalUrl, inScope, registrableDomain, scopeOf } from '../../src/crawl/urls.ts';

const home = 'http://www.example.com.cn/';
const pick = (html: string, budget = 10, url = home) => choosePages({ url, html }, scopeOf(url), budget, new Set([url]));

test('each role gets its share, within the budget', () => {
  const details = Array.from({ length: 30 }, (_, n) => `<a href="/post/${n}.html">第${n}篇</a>`).join('');
  const html = `${details}<a href="/list/1">列表</a><a href="/category/2/">分类</a><a href="/c.php?cid=3">三</a><a href="/tag/4">四</a>
    <a href="/aboutus.html">我们</a><a href="/p/9.html">联系我们</a><a href="/jump.php?id=7">去购买</a><a href="/go/8">买</a><a href="/index.php?r=l/d&amp;id=9">买</a>`;
  const chosen = pick(html, 12);
  const of = (role: string): string[] => chosen.filter((choice) => choice.role === role).map((choice) => new URL(choice.url).pathname + new URL(choice.url).search);
  expect(chosen).toHaveLength(12);
  expect(of('about')).toEqual(['/aboutus.html', '/p/9.html']);
  expect(of('jump')).toEqual(['/jump.php?id=7', '/go/8']);
  expect(of('list')).toEqual(['/list/1', '/category/2/', '/c.php?cid=3']);
  expect(of('detail')).toHaveLength(5);
  expect(pick(html, 3).map((choice) => choice.role)).toContain('detail');
  expect(pick(html, 0)).toEqual([]);
});

test('a query of the form r=l/d is a jump page', () => {
  expect(pick('<a href="/index.php?r=l/d&amp;id=9">买</a>')).toEqual([{ url: `${home}index.php?r=l/d&id=9`, role: 'jump' }]);
});

test('click hosts, other sites, files, sessions and repeats are left out', () => {
  const html = `<a href="http://s.click.taobao.com/t?e=1">买</a><a href="http://ai.taobao.com/">爱</a><a href="http://other.com.cn/">友</a><a href="/a.zip">下载</a><a href="/login.php">登录</a>
    <a href="javascript:void(0)">x</a><a href="mailto:a@b.c">m</a><a href="#top">顶</a><a href="/1.html">一</a><a href="/1.html#c">一</a><a href="//M.example.com.cn:80/2.html">二</a>`;
  expect(pick(html).map((choice) => choice.url)).toEqual([`${home}1.html`, 'http://m.example.com.cn/2.html']);
});

test('a page that forwards or frames gives its target first', () => {
  expect(pick('<a href="/z.html">z</a><meta http-equiv=refresh content="0;URL=\'/index2.html\'"><frame src="main.html">').map((choice) => choice.url)).toEqual([`${home}index2.html`, `${home}main.html`, `${home}z.html`]);
});

test('a site in a directory stays below it, but for the about page at the root', () => {
  const url = 'http://127.1.2.3:18080/m/123/';
  const html = '<a href="a.html">a</a><a href="/m/124/b.html">b</a><a href="/">主页</a><a href="/about.html">关于我们</a><a href="/m/124/about.html">关于</a><a href="http://127.1.2.3:18081/m/123/c.html">c</a>';
  expect(pick(html, 10, url).map((choice) => choice.url)).toEqual(['http://127.1.2.3:18080/about.html', `${url}a.html`]);
});

test('spellings of one page are one', () => {
  expect(canonicalUrl('HTTP://优惠.例子.CN.:80/A?utm_source=x&b=1#c')).toBe('http://xn--4oq664b.xn--fsqu00a.cn/A?utm_source=x&b=1');
  for (const bad of ['ftp://a.cn/', 'http://u:p@a.cn/', 'nonsense', `http://a.cn/${'x'.repeat(3_000)}`]) expect(canonicalUrl(bad), bad).toBeNull();
});

test('where a site ends', () => {
  expect(registrableDomain('a.b.example.com.cn')).toBe('example.com.cn');
  expect(registrableDomain('me.github.io')).toBe('me.github.io');
  expect(registrableDomain('good-01.web.test')).toBe('good-01.web.test');
  expect(inScope(scopeOf('http://good-01.web.test:1/'), new URL('http://good-02.web.test:1/'))).toBe(false);
  expect(scopeOf('http://a.cn/m/1', 'http://a.cn/m/1/').prefix).toBe('/m/1/');
  expect(scopeOf('http://a.cn/', 'http://a.cn/zh/').prefix).toBe('/');
});

test('links are read in linear time from hostile nesting', () => {
  const began = performance.now();
  const { links } = extractLinks(`${'<div>'.repeat(400_000)}<a href="/x">x</a>`);
  expect(links).toEqual([{ href: '/x', text: 'x', from: 'a' }]);
  expect(performance.now() - began).toBeLessThan(2_000);
});
