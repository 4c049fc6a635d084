import { load } from 'cheerio/slim';

/**
 * The `content` of every `<meta name="tuiguan-site-verification">` in the head. Only the text up to the head's end is
 * parsed, and the caller caps the page at 64 KB: a page of nothing but nesting stays a small tree.
 */
export function metaTokens(html: string): string[] {
  const end = html.search(/<\/head[\s>]|<body[\s>]/i);
  const $ = load(end < 0 ? html : html.slice(0, end), { xml: { xmlMode: false, decodeEntities: true } });
  return $('meta')
    .toArray()
    .map((meta) => $(meta))
    .filter((meta) => meta.attr('name')?.toLowerCase() === 'tuiguan-site-verification')
    .map((meta) => (meta.attr('content') ?? '').trim());
}
