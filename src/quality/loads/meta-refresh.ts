import type { El } from '../page/element.ts';

/** A refresh further away than this is a page that renews itself, not one that takes the visitor away (seconds; WCAG 2.2.1 names 20 hours; ours is 5 minutes). */
const MAX_SECONDS = 300;

/** The target of `<meta http-equiv="refresh" content="0;url=…">` as written; null when it is none or has no address. */
export function metaRefresh(el: El): string | null {
  if (el.tag !== 'meta' || (el.attrs['http-equiv'] ?? '').trim().toLowerCase() !== 'refresh') return null;
  return refreshTarget(el.attrs['content'] ?? '');
}

/** The same for the value of a `Refresh` response header. */
export function refreshTarget(content: string): string | null {
  const match = /^\s{0,50}(\d{0,9})(?:\.[\d.]{0,9})?\s{0,50}[;,\s]\s{0,50}(?:url\s{0,50}=\s{0,50})?(?:"([^"]{1,8000})|'([^']{1,8000})|([^"']{1,8000}))/i.exec(content);
  if (match === null || Number(match[1] || '0') > MAX_SECONDS) return null;
  return (match[2] ?? match[3] ?? match[4] ?? '').trim() || null;
}
