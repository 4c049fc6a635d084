import type { Dom, El } from './element.ts';
import { isInside } from './element.ts';
import { BLOCK, UNREAD } from './html-rules.ts';

/** The text that a reader sees, blocks parted by newlines, white space folded. Hidden styles are not looked at. */
export function visibleText(dom: Dom): string {
  const parts: string[] = [];
  let block: El | null = null;
  for (const { parent, data } of dom.texts) {
    if (parent !== null && (parent.inert || isInside(parent, UNREAD))) continue;
    const at = nearestBlock(parent);
    if (at !== block) parts.push('\n');
    block = at;
    parts.push(data);
  }
  return parts.join('').replace(/[^\S\n]{1,10000}/g, ' ').replace(/ ?\n[\n ]{0,10000}/g, '\n').trim();
}

function nearestBlock(el: El | null): El | null {
  let at = el;
  while (at !== null && !BLOCK.has(at.tag)) at = at.parent;
  return at;
}

/** Raw text directly inside an element: of a script, a style sheet, a title. */
export function ownText(dom: Dom, el: El): string {
  return dom.source.slice(el.openEnd, Math.max(el.openEnd, el.end)).replace(/<\/[a-z]{1,12}\s{0,20}>?$/i, '');
}

/** Number of characters that count as text: white space does not. */
export function textLength(text: string): number {
  return text.length - (text.match(/\s/g)?.length ?? 0);
}
