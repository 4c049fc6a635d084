import { parseUrl } from '../hosts/url.ts';
import type { PageInput } from '../types.ts';
import type { Dom, El } from './element.ts';
import { parseDom } from './parse-dom.ts';
import { visibleText } from './text.ts';

/** A page with its tree, parsed once and shared by all signals and violations. */
export interface PageView {
  input: PageInput;
  dom: Dom;
  /** What relative addresses are resolved against (<base href>, else the final URL). */
  base: string;
  text: string;
  title: string | null;
  /** Answered, allowed, and with something in it. */
  readable: boolean;
}

export function viewOf(input: PageInput): PageView {
  const dom = parseDom(input.html);
  let text: string | undefined;
  return {
    input,
    dom,
    base: baseOf(dom, input.finalUrl),
    get text() {
      return (text ??= visibleText(dom));
    },
    title: titleOf(dom),
    readable: isReadable(input),
  };
}

/** A saved file has no status; 401, 403, 404, 429 and 5xx bodies are not the site's content. */
function isReadable(input: PageInput): boolean {
  if (input.failure !== null || input.stoppedAt !== null) return false;
  return (input.status === null || (input.status >= 200 && input.status < 300)) && input.html.trim() !== '';
}

export function baseOf(dom: Dom, pageUrl: string): string {
  const el = dom.elements.find((at) => at.tag === 'base' && at.attrs['href'] !== undefined && !at.inert);
  return (el ? parseUrl(el.attrs['href'] ?? '', pageUrl)?.href : undefined) ?? pageUrl;
}

function titleOf(dom: Dom): string | null {
  const el = dom.elements.find((at: El) => at.tag === 'title' && at.parent?.tag !== 'svg' && !at.inert);
  if (el === undefined) return null;
  const data = dom.texts.filter((text) => text.parent === el).map((text) => text.data).join('');
  return data.replace(/\s{1,1000}/g, ' ').trim().slice(0, 1_000);
}
