const URLS = /url\(\s{0,100}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^)"'\s]{0,4000}))|@import\s{1,100}(?:"([^"]{0,4000})"|'([^']{0,4000})')/gi;
const MAX_CSS = 500_000;

/** Addresses in url() and @import of a style sheet or a style attribute; comments are dropped and CSS escapes read (`\68ttp`). */
export function cssUrls(css: string): string[] {
  if (css === '' || !/url|@import|\\/i.test(css)) return [];
  const clean = withoutComments(css.slice(0, MAX_CSS)).replace(/\\(?:([\da-f]{1,6})\s?|([^\da-f\n]))/gi, (_all, hex?: string, one?: string) => (hex === undefined ? (one ?? '') : codePoint(hex)));
  return [...clean.matchAll(URLS)].map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? '').trim()).filter((url) => url !== '' && !url.startsWith('data:'));
}

function codePoint(hex: string): string {
  const code = parseInt(hex, 16);
  return code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

function withoutComments(css: string): string {
  let out = '';
  for (let at = 0; ; ) {
    const from = css.indexOf('/*', at);
    if (from === -1) return out + css.slice(at);
    out += css.slice(at, from);
    const to = css.indexOf('*/', from + 2);
    if (to === -1) return out;
    at = to + 2;
  }
}
