import type { Dom, El } from './element.ts';
import { VOID } from './html-rules.ts';

/** What Readability never needs, dropped before the slow tree is built. */
const DROPPED = new Set('script style noscript template iframe frame object embed svg math link meta input select button textarea video audio canvas'.split(' '));
const KEPT_ATTRIBUTES = ['class', 'id', 'href', 'role', 'itemprop'] as const;
const MAX_CHARS = 250_000;
/** Readability's time grows steeply with depth (256 levels: 1.5 s); deeper tags are left out, their text stays. */
const MAX_DEPTH = 48;

/** Clean HTML for Readability: at most 48 levels deep, small, without anything that runs. Iterative. */
export function serialize(dom: Dom): string {
  const out: string[] = [];
  const open: El[] = [];
  const dropped = new Set<El>();
  let size = 0;
  const closeTo = (wanted: El | null): void => {
    let parent = wanted;
    while (parent !== null && parent.depth >= MAX_DEPTH) parent = parent.parent;
    while (open.length > 0 && open.at(-1) !== parent) out.push(`</${open.pop()?.tag ?? ''}>`);
  };
  let next = 0;
  for (const el of [...dom.elements, null]) {
    const limit = el === null ? dom.texts.length : el.textsBefore;
    for (; next < limit && size < MAX_CHARS; next++) {
      const text = dom.texts[next];
      if (text === undefined || (text.parent !== null && dropped.has(text.parent))) continue;
      closeTo(text.parent);
      out.push(escape(text.data));
      size += text.data.length;
    }
    next = Math.max(next, limit);
    if (el === null || size >= MAX_CHARS) break;
    if (DROPPED.has(el.tag) || (el.parent !== null && dropped.has(el.parent)) || !/^[a-z][a-z0-9]{0,15}$/.test(el.tag)) {
      dropped.add(el);
      continue;
    }
    closeTo(el.parent);
    if (el.depth >= MAX_DEPTH) continue;
    const tag = `<${el.tag}${KEPT_ATTRIBUTES.map((name) => (el.attrs[name] === undefined ? '' : ` ${name}="${escape(el.attrs[name].slice(0, 300))}"`)).join('')}>`;
    out.push(tag);
    size += tag.length;
    if (!VOID.has(el.tag)) open.push(el);
  }
  closeTo(null);
  return out.join('');
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
