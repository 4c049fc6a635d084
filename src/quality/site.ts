import { isClickHost } from './hosts/click-hosts.ts';
import { hostOf, sameAddressKey, siteOf } from './hosts/url.ts';
import { findAutomatic } from './loads/find.ts';
import type { Finding } from './loads/finding.ts';
import { type PageView, viewOf } from './page/view.ts';
import type { JudgeInput } from './types.ts';

/** A jump page of the site: asking for it leads to a click host. */
export interface Jump {
  target: string;
  page: PageView;
  /** `http`: a redirect, so an image is enough. `document`: by script or meta refresh, so it takes a frame or a visit. */
  kind: 'http' | 'document';
}

/** All that signals and violations look at, computed once per judgement. */
export interface SiteView {
  input: JudgeInput;
  siteUrl: string;
  /** Registrable part of the site's host, to tell own links from others. */
  site: string;
  pages: PageView[];
  readable: PageView[];
  /** Readable pages that people are meant to read: neither jumps nor the random address. */
  content: PageView[];
  automatic: Map<PageView, Finding[]>;
  jumps: Map<string, Jump>;
}

export function siteViewOf(input: JudgeInput): SiteView {
  const pages = input.pages.map(viewOf);
  const readable = pages.filter((page) => page.readable);
  const automatic = new Map(pages.map((page) => [page, page.input.html === '' ? [] : findAutomatic(page.dom, page.input.finalUrl)]));
  return {
    input,
    siteUrl: input.siteUrl,
    site: siteOf(hostOf(input.siteUrl) ?? ''),
    pages,
    readable,
    content: readable.filter((page) => page.input.role !== 'jump' && page.input.role !== 'random'),
    automatic,
    jumps: jumpsOf(pages, automatic),
  };
}

/** The click-host address that a chain of redirects led to; null when it led elsewhere. */
export function chainTarget(page: PageView): string | null {
  const { stoppedAt, chain, finalUrl } = page.input;
  const hop = chain.find((at) => at.location !== null && URL.canParse(at.location, at.url) && isClickHost(new URL(at.location, at.url)));
  const candidates = [stoppedAt, hop ? new URL(hop.location ?? '', hop.url).href : null, finalUrl];
  return candidates.find((url) => url !== null && isClickHost(url)) ?? null;
}

function jumpsOf(pages: PageView[], automatic: Map<PageView, Finding[]>): Map<string, Jump> {
  const jumps = new Map<string, Jump>();
  for (const page of pages) {
    const http = chainTarget(page);
    const scripted = page.input.role === 'jump' ? automatic.get(page)?.find((found) => found.kind === 'navigate' && isClickHost(found.url))?.url : undefined;
    const target = http ?? scripted;
    if (target === undefined) continue;
    const addresses = http !== null ? [page.input.url, ...page.input.chain.map((hop) => hop.url)] : [page.input.url, page.input.finalUrl];
    for (const address of addresses) {
      const key = sameAddressKey(address);
      if (key !== null && !isClickHost(address)) jumps.set(key, { target, page, kind: http !== null ? 'http' : 'document' });
    }
  }
  return jumps;
}

/** Where an automatic load or navigation ends on a click host: at once, or by way of a jump page of the site; null when it does not. */
export function clickTarget(site: SiteView, found: Finding, from: PageView): { target: string; jump: Jump | null } | null {
  if (isClickHost(found.url)) return { target: found.url, jump: null };
  const jump = jumpFor(site, found.url);
  if (jump === null || jump.page === from) return null;
  return jump.kind === 'http' || found.document || found.kind === 'navigate' ? { target: jump.target, jump } : null;
}

function jumpFor(site: SiteView, url: string): Jump | null {
  if (site.jumps.size === 0) return null;
  const key = sameAddressKey(url);
  return key === null ? null : (site.jumps.get(key) ?? null);
}
