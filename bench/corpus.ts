/**
 * Judges every page of a directory of .html.gz files (searched at all depths; *.expected.html.gz are skipped) alone, as a home page,
 * and prints how often each violation fired and the time a page. Ordinary pages should give no stop at all.
 * Usage: npx tsx bench/corpus.ts DIRECTORY
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { decodeHtml } from '../src/crawl/index.ts';
import { judge } from '../src/quality/index.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('usage: npx tsx bench/corpus.ts DIRECTORY');
const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html.gz') && !file.endsWith('.expected.html.gz'));
const counts = new Map<string, number>();
const times: number[] = [];
for (const file of files.sort()) {
  const bytes = gunzipSync(readFileSync(join(directory, file)));
  const html = decodeHtml(bytes, undefined).text;
  const base = { url: 'https://site.example/', finalUrl: 'https://site.example/', role: 'home' as const, status: null, headers: {}, chain: [], stoppedAt: null, failure: null };
  const started = performance.now();
  const { violations } = judge({ pages: [{ ...base, html, charset: null, millis: 0, bytes: bytes.length, sha256: null, fetchedAt: '2013-12-01T00:00:00.000Z' }], memberId: '12345678', siteUrl: 'https://site.example/' });
  times.push(performance.now() - started);
  for (const { code, level, evidence } of violations) {
    counts.set(`${code} (${level})`, (counts.get(`${code} (${level})`) ?? 0) + 1);
    if (level !== 'none' && code !== 'no_icp') console.error(file, code, JSON.stringify(evidence[0]));
  }
}
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
console.table([...counts].map(([violation, pages]) => ({ violation, pages, of: files.length })));
console.table([{ pages: files.length, meanMs: Math.round((times.reduce((sum, ms) => sum + ms, 0) / times.length) * 10) / 10, medianMs: at(0.5), p95Ms: at(0.95), maxMs: at(1) }]);
