import type { Ctx } from '../../lib/ctx.ts';
import { isAppError } from '../../lib/errors.ts';
import type { PageResponse } from '../../lib/ports.ts';
import { metaTokens } from './meta-token.ts';
import { type ProofMethod, proofPlace } from './proof-places.ts';

/** What was found where the token should be: one sentence that an affiliate can act on. */
export interface Looked {
  proved: boolean;
  finding: string;
}

const MAX_BYTES = 64 * 1024;
const DEADLINE_MS = 10_000;
const MAX_REDIRECTS = 5;

/** Looks for the token over the network, within 10 s of real time. Never throws for what the site or its DNS does. */
export async function lookForToken(ctx: Ctx, method: ProofMethod, siteUrl: string, token: string): Promise<Looked> {
  const place = proofPlace(method, siteUrl, token);
  const signal = AbortSignal.timeout(DEADLINE_MS);
  try {
    if (method === 'file') return fileFinding(place.where, await get(ctx, new URL(place.where), signal), token);
    if (method === 'meta') return await metaFinding(ctx, new URL(place.where), token, signal);
    const texts = await Promise.race([ctx.deps.txt.resolveTxt(place.where), aborted(signal)]);
    if (texts.some((text) => text.trim() === place.content)) return { proved: true, finding: `the TXT record of ${place.where} holds the token` };
    return { proved: false, finding: texts.length === 0 ? `${place.where} has no TXT record` : `none of the ${texts.length} TXT records of ${place.where} is ${place.content}` };
  } catch (error) {
    return { proved: false, finding: failure(place.where, error, signal) };
  }
}

function get(ctx: Ctx, url: URL, signal: AbortSignal): Promise<PageResponse> {
  return ctx.deps.pages.request({ url, headers: { 'user-agent': ctx.deps.config.CRAWL_USER_AGENT, accept: '*/*' }, maxBytes: MAX_BYTES, signal });
}

function fileFinding(where: string, page: PageResponse, token: string): Looked {
  if (isRedirect(page)) return { proved: false, finding: `${where} redirects (${page.status}); the file must be answered without a redirect` };
  if (page.status !== 200) return { proved: false, finding: `${where} answered ${page.status} instead of 200` };
  if (textOf(page).trim() === token) return { proved: true, finding: `${where} holds the token` };
  return { proved: false, finding: `${where} holds something else than the token` };
}

async function metaFinding(ctx: Ctx, home: URL, token: string, signal: AbortSignal): Promise<Looked> {
  let url = home;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const page = await get(ctx, url, signal);
    if (isRedirect(page)) {
      const target = page.headers.location ?? '';
      if (!URL.canParse(target, url.href)) return { proved: false, finding: `${url.href} redirects (${page.status}) to no valid address` };
      const next = new URL(target, url);
      if (next.host !== home.host) return { proved: false, finding: `${url.href} redirects to another host, ${next.host}; register that address or keep the home page on ${home.host}` };
      url = next;
      continue;
    }
    if (page.status !== 200) return { proved: false, finding: `${url.href} answered ${page.status} instead of 200` };
    const tokens = metaTokens(textOf(page));
    if (tokens.includes(token)) return { proved: true, finding: `the home page ${url.href} holds the meta tag` };
    return { proved: false, finding: tokens.length > 0 ? `the meta tag of ${url.href} holds another token` : `the head of ${url.href} holds no tuiguan-site-verification meta tag in its first 64 KB` };
  }
  return { proved: false, finding: `${home.href} redirects more than ${MAX_REDIRECTS} times` };
}

function isRedirect(page: PageResponse): boolean {
  return page.status >= 300 && page.status < 400 && page.status !== 304;
}

/** The token is ASCII, so any superset of ASCII will do; TextDecoder drops a byte order mark. */
function textOf(page: PageResponse): string {
  return new TextDecoder('utf-8').decode(page.body);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function failure(where: string, error: unknown, signal: AbortSignal): string {
  if (isAppError(error, 'ADDRESS_REFUSED')) return `${where} was not visited: ${error.message}`;
  if (signal.aborted) return `${where} did not answer within ${DEADLINE_MS / 1000} s`;
  return `${where} could not be reached: ${error instanceof Error ? error.message : String(error)}`;
}
