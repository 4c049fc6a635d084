import { isClickHost } from '../quality/index.ts';
import { extractLinks } from './extract-links.ts';
import type { PageRole } from './types.ts';
import { canonicalUrl, inScope, type SiteScope } from './urls.ts';

export interface Choice {
  url: string;
  role: PageRole;
}

const ABOUT_PATH = /(^|[/_-])(about|about-?us|contact|contact-?us|privacy|disclaimer|disclosure|terms|guanyu|lianxi|aboutme|impressum)([/_.-]|$)/i;
const ABOUT_TEXT = /关于|關於|联系我们|联系方式|聯絡|隐私|免责|声明|about\b|contact|privacy|disclosure/i;
const JUMP_PATH = /\/(go|goto|jump|jumpto|out|redirect|redir|tiaozhuan|tz|buy|click|gobuy|togo)(\.(php|aspx?|jsp|html?))?(\/.|$)/i;
const JUMP_PARAMETER = /^(l|jump|go|redirect|out|link|click)(\/[a-z]+)?$/i;
const LIST_PATH = /(\/$)|(^|[/_-])(list|category|categories|cat|tag|tags|channel|column|sort|class|archive|archives|fenlei|lanmu|page)([/_.-]|$)/i;
const LIST_PARAMETERS = ['cat', 'cid', 'catid', 'category', 'tag', 'page', 'tid', 'sort'];
const NOT_A_PAGE = /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|css|js|mjs|json|xml|rss|atom|txt|zip|rar|7z|gz|tgz|exe|apk|ipa|dmg|pdf|docx?|xlsx?|pptx?|mp[34]|m4a|avi|mov|flv|wav|swf|woff2?|ttf)$/i;
/** Pages that act, or that belong to a person's session. */
const NOT_FOR_US = /(^|[/_=-])(login|logout|signin|signout|signup|register|passport|cart|checkout|admin|wp-admin|wp-login|delete|unsubscribe)([/_.?&-]|$)/i;

/** How many of a site's pages each role may take; details get what is left. */
const MOST: Record<'about' | 'jump' | 'list', number> = { about: 2, jump: 2, list: 3 };

/**
 * Chooses the pages worth a request from the links of one page, in a fixed order: about, jump, lists, details spread
 * over the page. Links to click hosts, files, sessions and other sites are left out.
 * @param budget at most so many pages. @param seen canonical URLs that are already taken.
 */
export function choosePages(page: { url: string; html: string }, scope: SiteScope, budget: number, seen: ReadonlySet<string> = new Set()): Choice[] {
  const { links, base } = extractLinks(page.html);
  const baseUrl = (base !== null && canonicalUrl(base, page.url)) || page.url;
  const byRole: Record<'first' | 'about' | 'jump' | 'list' | 'detail', string[]> = { first: [], about: [], jump: [], list: [], detail: [] };
  const known = new Set(seen);
  for (const link of links) {
    const href = canonicalUrl(link.href, baseUrl);
    if (href === null || known.has(href)) continue;
    const url = new URL(href);
    const role = roleOf(url, link.text);
    const rootAbout = role === 'about' && url.host === scope.site.host && /^\/[^/]*\/?$/.test(url.pathname);
    if (isClickHost(url) || !(inScope(scope, url) || rootAbout) || NOT_A_PAGE.test(url.pathname) || NOT_FOR_US.test(url.pathname + url.search)) continue;
    known.add(href);
    // A page that only forwards or frames another has its content there.
    byRole[link.from === 'meta' || link.from === 'frame' ? 'first' : role].push(href);
  }
  const chosen: Choice[] = byRole.first.slice(0, 2).map((url) => ({ url, role: 'detail' }));
  for (const role of ['about', 'jump', 'list'] as const) {
    for (const url of byRole[role].slice(0, MOST[role])) chosen.push({ url, role });
  }
  // Small budgets still see content: a detail page goes before the second about, jump and list.
  const room = Math.max(0, budget - chosen.length);
  const details = spread(byRole.detail, Math.max(room, Math.ceil(budget / 3)));
  const kept = chosen.slice(0, Math.max(0, budget - details.length));
  return [...kept, ...details.map((url): Choice => ({ url, role: 'detail' }))].slice(0, budget);
}

function roleOf(url: URL, text: string): 'about' | 'jump' | 'list' | 'detail' {
  if (isJump(url)) return 'jump';
  if (ABOUT_PATH.test(url.pathname) || (text.length <= 20 && ABOUT_TEXT.test(text))) return 'about';
  if (LIST_PATH.test(url.pathname) || LIST_PARAMETERS.some((name) => url.searchParams.has(name))) return 'list';
  return 'detail';
}

/** `/jump.php?id=7`, `/go/7`, `/index.php?r=l/d&id=7`: a path of the site that forwards a click. */
function isJump(url: URL): boolean {
  if (JUMP_PATH.test(url.pathname) && (url.search !== '' || !/\.[a-z]+$/i.test(url.pathname))) return true;
  return JUMP_PARAMETER.test(url.searchParams.get('r') ?? '') && url.searchParams.size > 1;
}

/** `count` items evenly over the list, the first one included. */
function spread(items: string[], count: number): string[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as string);
}
