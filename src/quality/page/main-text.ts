import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { isInside, type El } from './element.ts';
import { UNREAD } from './html-rules.ts';
import { serialize } from './serialize.ts';
import { textLength } from './text.ts';
import type { PageView } from './view.ts';

const MAX_ELEMENTS = 6_000;
const IN_LINKS = new Set(['a', 'nav', 'button']);
/** Shorter pieces are menus and labels. */
const MIN_PIECE = 25;

/** Length of the main text in characters without white space: Readability, else our own density measure when it finds nothing. */
export function mainTextLength(page: PageView): number {
  return textLength(readable(page) ?? '') || denseLength(page);
}

function readable(page: PageView): string | null {
  if (page.dom.elements.length > MAX_ELEMENTS) return null;
  // Neither library's types resolve without the DOM's; the document only passes from one to the other.
  const { document } = parseHTML(`<!doctype html><html><body>${serialize(page.dom).replace(/<\/?(?:html|head|body)[^>]{0,2000}>/g, '')}</body></html>`) as unknown as { document: never };
  try {
    return new Readability(document, { maxElemsToParse: MAX_ELEMENTS, charThreshold: 200 }).parse()?.textContent ?? null;
  } catch {
    return null;
  }
}

/** Text outside links in blocks that say more than a label. */
function denseLength(page: PageView): number {
  const blocks = new Map<El | null, number>();
  for (const { parent, data } of page.dom.texts) {
    if (parent === null || parent.inert || isInside(parent, UNREAD) || isInside(parent, IN_LINKS)) continue;
    const block = /^(?:b|i|em|strong|span|font|br)$/.test(parent.tag) ? parent.parent : parent;
    blocks.set(block, (blocks.get(block) ?? 0) + textLength(data));
  }
  return [...blocks.values()].filter((length) => length >= MIN_PIECE).reduce((sum, length) => sum + length, 0);
}
