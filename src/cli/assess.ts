import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { makePageTransport } from '../adapters/page-transport.ts';
import { crawlSite, decodeHtml, makeCrawlDeps } from '../crawl/index.ts';
import { systemClock } from '../lib/clock.ts';
import { loadConfig } from '../lib/config.ts';
import { AppError, isAppError } from '../lib/errors.ts';
import { type Assessment, judge, type Locale, type PageInput } from '../quality/index.ts';
import { formatAssessment } from './assess-format.ts';

export interface AssessOptions {
  asUrl: string;
  member: string;
  pid: string[];
  allowHost: string[];
  json?: boolean;
  ndjson?: boolean;
  locale: Locale;
}

export interface AssessOutput {
  out: (text: string) => void;
  err: (text: string) => void;
}

/** Saved pages larger than this are refused (bytes after gunzip). */
const MAX_FILE = 20_000_000;
const collect = (value: string, before: string[]): string[] => [...before, value];

/** `tuiguan assess`: needs no database. */
export function assessCommand(): Command {
  return new Command('assess')
    .description('judge saved pages or a site: score, signals, violations with evidence and remedy')
    .argument('<target...>', 'HTML files (.gz too), or one http(s) URL to crawl')
    .option('--as-url <url>', 'address that a saved page stands for', 'https://site.example/')
    .requiredOption('--member <id>', "member id: the first number of the affiliate's PIDs")
    .option('--pid <pid>', 'a further PID that the affiliate may use (may be repeated)', collect, [])
    .option('--allow-host <host:port>', 'loopback test host that may be crawled (may be repeated)', collect, [])
    .option('--json', 'one JSON object')
    .option('--ndjson', 'one JSON object a line')
    .option('--locale <locale>', 'zh-CN or en', 'zh-CN')
    .action(async (targets: string[], options: AssessOptions) => {
      process.exitCode = await assess(targets, options, { out: (text) => process.stdout.write(`${text}\n`), err: (text) => process.stderr.write(`${text}\n`) });
    });
}

/** Judges the targets in order and prints each; returns the exit status: 1 when one of them could not be read. */
export async function assess(targets: string[], options: AssessOptions, { out, err }: AssessOutput): Promise<number> {
  const asLines = options.ndjson === true || (targets.length > 1 && options.json !== true);
  const asJson = asLines || options.json === true;
  const print = (thing: object): void => out(JSON.stringify(thing, null, asLines ? undefined : 2));
  let status = 0;
  try {
    checkOptions(options);
  } catch (error) {
    err(`${codeOf(error)}: ${detailOf(error)}`);
    return 1;
  }
  for (const target of targets) {
    const isUrl = /^https?:\/\//i.test(target);
    const name = isUrl ? { url: target } : { file: target };
    try {
      const pages = isUrl ? await crawl(target, options) : [await readPage(target, options.asUrl)];
      const assessment = judge({ pages, memberId: options.member, pids: options.pid, siteUrl: isUrl ? target : options.asUrl });
      if (asJson) print({ ...name, ...inLocale(assessment, options.locale) });
      else out(formatAssessment(target, assessment, options.locale));
    } catch (error) {
      status = 1;
      if (asJson) print({ ...name, error: { code: codeOf(error), detail: detailOf(error) } });
      else err(`${codeOf(error)}: ${detailOf(error)}`);
    }
  }
  return status;
}

function checkOptions(options: AssessOptions): void {
  if (!/^\d{1,20}$/.test(options.member)) throw new AppError('INVALID_INPUT', `--member ${options.member}: expected digits, the first number of the PIDs`);
  if (!URL.canParse(options.asUrl)) throw new AppError('INVALID_INPUT', `--as-url ${options.asUrl}: expected an absolute URL`);
  if (options.locale !== 'zh-CN' && options.locale !== 'en') throw new AppError('INVALID_INPUT', `--locale ${String(options.locale)}: expected zh-CN or en`);
  for (const pid of options.pid) if (!/^mm_\d{1,20}_\d{1,20}_\d{1,20}$/.test(pid)) throw new AppError('INVALID_INPUT', `--pid ${pid}: expected mm_<member>_<site>_<adzone>`);
}

/** Titles and remedies in one language. */
function inLocale(assessment: Assessment, locale: Locale): object {
  return { ...assessment, violations: assessment.violations.map((violation) => ({ ...violation, title: violation.title[locale], remedy: violation.remedy[locale] })) };
}

async function crawl(url: string, options: AssessOptions): Promise<PageInput[]> {
  const config = loadConfig();
  const pages = makePageTransport({ allowHosts: [...config.CRAWL_ALLOW_HOSTS, ...options.allowHost] });
  try {
    const crawled = await crawlSite(makeCrawlDeps({ config, clock: systemClock, pages }), { url });
    const refused = crawled.failures.find((failure) => failure.code === 'refused_address');
    if (refused && crawled.pages[0]?.failure === 'refused_address') throw new AppError('ADDRESS_REFUSED', `${url} was not visited. ${refused.detail}`);
    return crawled.pages;
  } finally {
    await pages.close();
  }
}

async function readPage(file: string, asUrl: string): Promise<PageInput> {
  const fetchedAt = (await stat(file)).mtime.toISOString();
  const raw = await readFile(file);
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw, { maxOutputLength: MAX_FILE }) : raw;
  if (bytes.length > MAX_FILE) throw new AppError('PAYLOAD_TOO_LARGE', `${file} has ${bytes.length} bytes; at most ${MAX_FILE} are read`);
  const { text, charset } = decodeHtml(bytes, undefined);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { url: asUrl, finalUrl: asUrl, role: 'home', status: null, html: text, headers: {}, chain: [], stoppedAt: null, failure: null, charset, millis: 0, bytes: bytes.length, sha256, fetchedAt };
}

function codeOf(error: unknown): string {
  return isAppError(error) ? error.code : String((error as { code?: unknown }).code ?? 'INTERNAL');
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
