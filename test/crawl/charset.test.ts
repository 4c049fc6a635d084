import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeHtml } from '../../src/crawl/charset.ts';

const words = '推广资源管理后台将于本周上线，请各位淘宝客及时更新网站备案信息。';
const page = (meta: string): string => `<html><head>${meta}<title>优惠券导航</title></head><body><p>${words}</p></body></html>`;
const META = { none: '', right: '<meta charset="gb2312">', equiv: '<meta http-equiv="Content-Type" content="text/html; charset=gbk">', lying: '<meta charset="utf-8">', latin: '<meta charset=iso-8859-1>', big5: '<meta charset="big5">' };

describe('GBK pages', () => {
  test.each(Object.entries(META))('meta %s', (_name, meta) => {
    expect(decodeHtml(iconv.encode(page(meta), 'gbk'), 'text/html')).toEqual({ text: page(meta), charset: 'gb18030' });
  });

  test.each(['text/html; charset=utf-8', 'text/html; charset=ISO-8859-1', 'text/html; charset="Big5"', 'text/html; charset=nonsense', undefined])('HTTP says %s', (type) => {
    expect(decodeHtml(iconv.encode(page(META.none), 'gb18030'), type).text).toBe(page(META.none));
  });

  test('four-byte characters and a cut at the end', () => {
    const text = page(META.right).replace('淘宝', '㐂𠀀');
    const bytes = iconv.encode(text, 'gb18030');
    expect(decodeHtml(bytes, undefined).text).toBe(text);
    expect(decodeHtml(iconv.encode(words, 'gb18030').subarray(0, -3), undefined).text.startsWith(words.slice(0, -2))).toBe(true);
  });
});

describe('UTF-8 pages', () => {
  test.each(['text/html; charset=gbk', 'text/html; charset=iso-8859-1', undefined])('whatever HTTP says: %s', (type) => {
    expect(decodeHtml(Buffer.from(page(META.equiv)), type)).toEqual({ text: page(META.equiv), charset: 'utf-8' });
  });

  test('a character cut by the size limit does not defeat it', () => {
    for (let cut = 1; cut <= 3; cut += 1) {
      const { text, charset } = decodeHtml(Buffer.from(page(META.none) + words).subarray(0, -cut), 'text/html; charset=gbk');
      expect(charset).toBe('utf-8');
      expect(text).toContain(words.slice(0, 20));
    }
  });

  test('nor does one broken character in the middle', () => {
    const bytes = Buffer.concat([Buffer.from(page(META.none)), Buffer.from([0xe6, 0x8e]), Buffer.from(words)]);
    expect(decodeHtml(bytes, 'text/html; charset=gbk')).toMatchObject({ charset: 'utf-8', text: expect.stringContaining(words) as string });
  });

  test('the byte order mark wins and is not text', () => {
    expect(decodeHtml(Buffer.from(`\ufeff${words}`), 'text/html; charset=gbk')).toEqual({ text: words, charset: 'utf-8' });
    expect(decodeHtml(iconv.encode(words, 'utf-16le', { addBOM: true }), undefined)).toEqual({ text: words, charset: 'utf-16le' });
  });
});

test.each([
  ['big5', '推廣資源管理後臺將於本週上線，請各位會員及時更新網站資料。'],
  ['shift_jis', 'これはプロモーションのページです。よろしくお願いします。'],
  ['euc-kr', '프로모션 자원 관리 페이지입니다. 감사합니다.'],
  ['windows-1252', 'Prix réduits à la fête, où les élèves déçus goûtèrent.'],
  ['koi8-r', 'Управление рекламными ресурсами и купонами'],
])('a page that declares %s truthfully is read as such', (charset, text) => {
  expect(decodeHtml(iconv.encode(`<p>${text}</p>`, charset), `text/html; charset=${charset}`)).toEqual({ text: `<p>${text}</p>`, charset });
});
