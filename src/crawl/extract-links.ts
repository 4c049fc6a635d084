import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

const MAX_LINKS = 3_000;
const MAX_TEXT = 100;
const MAX_HREF = 4_096;

export interface Link {
  href: string;
  /** What a visitor reads on it, up to 100 characters. */
  text: string;
  from: 'a' | 'area' | 'frame' | 'meta';
}

/**
 * The links of a page in document order, and its `<base href>`. Reads tokens only: htmlparser2's Parser takes a minute
 * for 2 MB of nested elements, its Tokenizer is linear.
 */
export function extractLinks(html: string): { links: Link[]; base: string | null } {
  const reader = new LinkReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return { links: reader.links, base: reader.base };
}

class LinkReader implements TokenizerCallbacks {
  readonly links: Link[] = [];
  base: string | null = null;
  readonly #source: string;
  #tag = '';
  #attrs = new Map<string, string>();
  #name = '';
  #value = '';
  #anchor: Link | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#source.slice(start, Math.min(end, start + 20)).toLowerCase();
    this.#attrs = new Map();
  }

  onattribname(start: number, end: number): void {
    this.#name = this.#source.slice(start, Math.min(end, start + 20)).toLowerCase();
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.#value.length < MAX_HREF) this.#value += this.#source.slice(start, Math.min(end, start + MAX_HREF));
  }

  onattribentity(codepoint: number): void {
    if (this.#value.length < MAX_HREF) this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.#attrs.size < 64 && !this.#attrs.has(this.#name)) this.#attrs.set(this.#name, this.#value);
  }

  onopentagend(): void {
    const href = this.#attrs.get('href');
    if (this.#tag === 'a') {
      this.#anchor = null;
      if (href !== undefined) this.#anchor = this.#add(href, 'a');
    } else if (this.#tag === 'area' && href !== undefined) this.#add(href, 'area');
    else if (this.#tag === 'base' && href !== undefined) this.base ??= href;
    else if (this.#tag === 'frame') this.#add(this.#attrs.get('src') ?? '', 'frame');
    else if (this.#tag === 'meta' && this.#attrs.get('http-equiv')?.toLowerCase() === 'refresh') {
      const target = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(this.#attrs.get('content') ?? '')?.[1];
      if (target) this.#add(target, 'meta');
    } else if (this.#tag === 'img' && this.#anchor) this.#read(this.#attrs.get('alt') ?? '');
  }

  onselfclosingtag(): void {
    this.onopentagend();
  }

  onclosetag(start: number, end: number): void {
    if (this.#source.slice(start, end).trim().toLowerCase() === 'a') this.#anchor = null;
  }

  ontext(start: number, end: number): void {
    if (this.#anchor) this.#read(this.#source.slice(start, Math.min(end, start + MAX_TEXT)));
  }

  ontextentity(codepoint: number): void {
    if (this.#anchor) this.#read(String.fromCodePoint(codepoint));
  }

  #add(href: string, from: Link['from']): Link | null {
    if (href.trim() === '' || this.links.length >= MAX_LINKS) return null;
    const link: Link = { href, text: '', from };
    this.links.push(link);
    return link;
  }

  #read(text: string): void {
    if (this.#anchor && this.#anchor.text.length < MAX_TEXT) this.#anchor.text = (this.#anchor.text + text).slice(0, MAX_TEXT);
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
}
