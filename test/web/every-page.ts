/** Finds every page by following links as a reader would, one of each kind: what no link leads to is not a page of the product. */

export interface FoundPage {
  /** The path with ids as `:n`. */
  pattern: string;
  path: string;
}

const IDS = /(?<=\/)(\d+|[0-9a-f]{12,})(?=\/|$)/g;
/** What leads out of the pages, or is no page. */
const NOT_PAGES = /^\/(assets|api|docs|mailbox|demo|openapi\.json|readyz|healthz)|\.csv(\?|$)|\/live$/;
const MOST = 150;

/** Pattern of a path: ids become `:n`, queries keep their names only. */
export function patternOf(path: string): string {
  const [bare = '', query = ''] = path.split('?');
  const names = [...new URLSearchParams(query).keys()].filter((name) => !['after', 'before', 'next', 'back'].includes(name)).sort();
  return bare.replace(IDS, ':n') + (names.length > 0 ? `?${names.join('&')}` : '');
}

/** Follows links from `start`; `read` answers the markup of a path, null for what only leads elsewhere. Pages whose query only filters are visited once a pattern. */
export async function everyPage(read: (path: string) => Promise<string | null>, start: string[]): Promise<FoundPage[]> {
  const found = new Map<string, FoundPage>();
  const queue = [...start];
  while (queue.length > 0) {
    const path = queue.shift() as string;
    const pattern = patternOf(path);
    if (found.has(pattern)) continue;
    if (found.size >= MOST) throw new Error(`more than ${MOST} kinds of pages: ${[...found.keys()].join(' ')}`);
    const markup = await read(path);
    if (markup === null) continue;
    found.set(pattern, { pattern, path });
    for (const [, href = ''] of markup.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)) {
      const link = href.replaceAll('&amp;', '&').split('#')[0] as string;
      if (link.startsWith('/') && !link.startsWith('//') && !NOT_PAGES.test(link) && !found.has(patternOf(link))) queue.push(link);
    }
  }
  return [...found.values()];
}
