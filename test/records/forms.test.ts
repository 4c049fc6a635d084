import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSiteUrl, normalizeIcp, parsePid, RecordFields } from '../../src/records/index.ts';
import { cellsOf, judgeJoined } from '../../src/records/import/parse-cells.ts';
import { COLUMNS, readHeader } from '../../src/records/import/columns.ts';
import { type RawRecord, RecordSplitter } from '../../src/records/import/split-records.ts';

describe('canonicalSiteUrl', () => {
  it.each([
    ['HTTP://Shop.EXAMPLE:80', 'http://shop.example/'],
    ['https://shop.example.:443/a?b#c', 'https://shop.example/a?b'],
    ['http://中文.example/路', 'http://xn--fiq228c.example/%E8%B7%AF'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/'],
    ['http://localhost:81', 'http://localhost:81/'],
  ])('%s becomes %s', (input, url) => {
    expect(canonicalSiteUrl(input)).toMatchObject({ url });
  });

  it.each(['shop.example', 'ftp://shop.example/', 'http://', 'http://shop', 'http://a b.example/', 'http://u@shop.example/', 'javascript:alert(1)', 'http://shop.example/a\nb'])('refuses %s', (input) => {
    expect(canonicalSiteUrl(input)).toBeTypeOf('string');
  });

  it('is a fixed point: the canonical form of a canonical form is itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string().map((s) => `http://a.example/${s}`), fc.string().map((s) => `http://${s}.example`)), (text) => {
        const once = canonicalSiteUrl(text);
        if (typeof once !== 'string') expect(canonicalSiteUrl(once.url)).toEqual(once);
      }),
    );
  });
});

describe('forms', () => {
  it.each([
    ['浙ICP备12345678号-1', '浙ICP备12345678号-1'],
    ['京icp证030173号', '京ICP证030173号'],
    ['粤 ＩＣＰ备 ０５０８４８３９ 号－12', '粤ICP备05084839号-12'],
    ['浙ICP备12345号', null],
    ['美ICP备12345678号', null],
    ['浙ICP备12345678', null],
  ])('ICP %s is %s', (input, icp) => {
    expect(normalizeIcp(input)).toBe(icp);
  });

  it('takes PIDs of three segments of 1 to 15 digits', () => {
    expect(parsePid('mm_1_0_0')).toEqual({ memberId: '1', siteId: '0', adzoneId: '0' });
    for (const pid of ['mm_1_2', 'mm_1_2_3_4', 'mm__2_3', 'mm_1_2_x', ' mm_1_2_3', 'mm_1_2_3\n', 'mm_１_2_3']) expect(parsePid(pid)).toBeNull();
  });

  it('names a field that it does not know', () => {
    expect(RecordFields.safeParse({ kind: 'app', name: 'x', url: 'y', dailyUv: 3 }).error?.issues[0]?.message).toContain('dailyUv');
  });
});

describe('RecordSplitter', () => {
  const header = readHeader([...COLUMNS]);
  if (typeof header === 'string') throw new Error(header);
  const split = (text: string, sizes: readonly number[]): RawRecord[] => {
    const splitter = new RecordSplitter((joined, lines) => judgeJoined(joined, lines, header));
    const out: RawRecord[] = [];
    let at = 0;
    for (let i = 0; at < text.length; i += 1) {
      const size = sizes[i % sizes.length] ?? 1;
      out.push(...splitter.push(text.slice(at, at + size)));
      at += size;
    }
    return [...out, ...splitter.end()];
  };

  it('cuts alike wherever the text is cut, and loses no line', () => {
    const piece = fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '1001', '@', '中');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (pieces, sizes) => {
        const text = pieces.join('');
        const cut = split(text, sizes);
        expect(cut).toEqual(split(text, [text.length + 1]));
        const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
        const kept = cut.flatMap((record) => record.text.split('\n'));
        expect(kept.filter((line) => line.trim() !== '')).toEqual(lines.filter((line) => line.trim() !== ''));
        for (const record of cut) if (record.fault === undefined && record.text.includes('\n')) expect(cellsOf(record.text)).toBeInstanceOf(Array);
      }),
    );
  });
});
