/**
 * Judges every page of directories of .html.gz files (searched at all depths; *.expected.html.gz are skipped) alone, as a home page,
 * and prints how often each violation fired and the time a page. Ordinary pages should give no stop at all.
 * Usage: npm run bench -- corpus DIRECTORY … [--json]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { decodeHtml } from '../src/crawl/index.ts';
import { judge, VIOLATION_CODES } from '../src/quality/index.ts';
import { machine } from './machine.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
if (positionals.length === 0) throw new Error('usage: npm run bench -- corpus DIRECTORY … [--json]');
const files = positionals.flatMap((directory) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html.gz') && !file.endsWith('.expected.html.gz')).map((file) => join(directory, file)),
);
const counts = new Map<string, { stop: number; review: number; deduction: number; none: number }>(VIOLATION_CODES.map((code) => [code, { stop: 0, review: 0, deduction: 0, none: 0 }]));
const times: number[] = [];
for (const file of files.sort()) {
  const bytes = gunzipSync(readFileSync(file));
  const html = decodeHtml(bytes, undefined).text;
  const base = { url: 'https://site.example/', finalUrl: 'https://site.example/', role: 'home' as const, status: null, headers: {}, chain: [], stoppedAt: null, failure: null };
  const started = performance.now();
  const { violations } = judge({ pages: [{ ...base, html, charset: null, millis: 0, bytes: bytes.length, sha256: null, fetchedAt: '2013-12-01T00:00:00.000Z' }], memberId: '12345678', siteUrl: 'https://site.example/' });
  times.push(performance.now() - started);
  for (const { code, level, evidence } of violations) {
    const count = counts.get(code);
    if (count) count[level] += 1;
    if (level !== 'none' && code !== 'no_icp') console.error(file, code, JSON.stringify(evidence[0]));
  }
}
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10;
const mean = Math.round((times.reduce((sum, ms) => sum + ms, 0) / times.length) * 10) / 10;
const results = { pages: files.length, violations: Object.fromEntries(counts), msPerPage: { mean, median: at(0.5), p95: at(0.95), max: at(1) } };
if (values.json) process.stdout.write(`${JSON.stringify({ name: 'corpus', machine: machine(), results, ratios: {} })}\n`);
else {
  console.table(Object.fromEntries(counts));
  console.log(`${files.length} pages; a page took ${mean} ms on the mean, ${at(0.5)} median, ${at(0.95)} at the 95th percentile, ${at(1)} at the most`);
}
