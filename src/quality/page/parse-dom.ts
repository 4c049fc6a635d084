import type { QuoteType} from 'htmlparser2';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Dom, El } from './element.ts';
import { ALWAYS_KEPT, BREAKS_OUT, IMPLIES_END, VOID } from './html-rules.ts';

/** Bounds on one page. Deeper elements become siblings at the last level, as browsers do it, so depth hides nothing. */
export const DOM_LIMITS = { chars: 4_000_000, depth: 256, elements: 60_000, attributes: 64, attributeChars: 65_536, textChars: 2_000_000 } as const;

/**
 * Builds the flat list of elements in one streaming pass, without recursion, in time linear in the size:
 * 100,000 nested elements cost what 100,000 siblings cost.
 */
export function parseDom(html: string): Dom {
  const builder = new Builder(html.length > DOM_LIMITS.chars ? html.slice(0, DOM_LIMITS.chars) : html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, builder);
  tokenizer.write(builder.dom.source);
  tokenizer.end();
  builder.closeAll();
  builder.dom.truncated ||= html.length > DOM_LIMITS.chars;
  return builder.dom;
}

class Builder implements TokenizerCallbacks {
  readonly dom: Dom;
  readonly #stack: El[] = [];
  readonly #topCounts: Record<string, number> = Object.create(null) as Record<string, number>;
  #tag = '';
  #tagStart = 0;
  #attrs: Record<string, string> = Object.create(null) as Record<string, string>;
  #attrCount = 0;
  #attrName = '';
  #attrValue = '';
  #textChars = 0;
  #foreign = 0;
  #elementsAtText = -1;

  constructor(source: string) {
    this.dom = { source, elements: [], texts: [], truncated: false };
  }

  isInForeignContext(): boolean {
    return this.#foreign > 0;
  }

  onopentagname(start: number, end: number): void {
    const name = this.dom.source.slice(start, Math.min(end, start + 40)).toLowerCase();
    this.#tag = name === 'image' && this.#foreign === 0 ? 'img' : name;
    this.#tagStart = start - 1;
    this.#attrs = Object.create(null) as Record<string, string>;
    this.#attrCount = 0;
    if (this.#foreign > 0 && BREAKS_OUT.has(this.#tag)) while (this.#foreign > 0) this.#pop(start - 1);
    const ended = IMPLIES_END.get(this.#tag);
    if (ended) while (ended.has(this.#stack.at(-1)?.tag ?? '')) this.#pop(start - 1);
  }

  onattribname(start: number, end: number): void {
    this.#attrName = this.dom.source.slice(start, Math.min(end, start + 100)).toLowerCase();
    this.#attrValue = '';
  }

  onattribdata(start: number, end: number): void {
    const room = DOM_LIMITS.attributeChars - this.#attrValue.length;
    if (room > 0) this.#attrValue += this.dom.source.slice(start, Math.min(end, start + room));
  }

  onattribentity(codepoint: number): void {
    if (this.#attrValue.length < DOM_LIMITS.attributeChars) this.#attrValue += String.fromCodePoint(codepoint);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.#attrName in this.#attrs) return;
    if (++this.#attrCount > DOM_LIMITS.attributes && !/^(?:src|href|data|style|rel|content|on)/.test(this.#attrName)) return;
    this.#attrs[this.#attrName] = this.#attrValue;
  }

  onopentagend(end: number): void {
    const isVoid = VOID.has(this.#tag) && this.#foreign === 0;
    this.#open(end + 1, !isVoid);
  }

  onselfclosingtag(end: number): void {
    if (this.#foreign > 0) this.#open(end + 1, false);
    else this.onopentagend(end);
  }

  #open(openEnd: number, push: boolean): void {
    const kept = this.dom.elements.length < DOM_LIMITS.elements || (ALWAYS_KEPT.has(this.#tag) && this.dom.elements.length < DOM_LIMITS.elements * 5);
    if (!kept) {
      this.dom.truncated = true;
      return;
    }
    if (push && this.#stack.length >= DOM_LIMITS.depth) this.#pop(this.#tagStart);
    const parent = this.#stack.at(-1) ?? null;
    const counts = parent === null ? this.#topCounts : (parent.counts ??= Object.create(null) as Record<string, number>);
    const nth = (counts[this.#tag] ?? 0) + 1;
    counts[this.#tag] = nth;
    const inert = parent !== null && (parent.inert || parent.tag === 'template');
    const el: El = { tag: this.#tag, attrs: this.#attrs, parent, nth, depth: this.#stack.length, start: this.#tagStart, openEnd, end: openEnd, inert, textsBefore: this.dom.texts.length, counts: null };
    this.dom.elements.push(el);
    if (!push) return;
    this.#stack.push(el);
    if (this.#foreign > 0 || el.tag === 'svg' || el.tag === 'math') this.#foreign += 1;
  }

  onclosetag(start: number, end: number): void {
    const tag = this.dom.source.slice(start, Math.min(end, start + 40)).toLowerCase();
    const at = this.#stack.findLastIndex((el) => el.tag === tag);
    if (at === -1) return;
    while (this.#stack.length > at + 1) this.#pop(start - 2);
    this.#pop(end + 1);
  }

  #pop(end: number): void {
    const el = this.#stack.pop();
    if (el === undefined) return;
    el.end = end;
    if (this.#foreign > 0) this.#foreign -= 1;
  }

  closeAll(): void {
    while (this.#stack.length > 0) this.#pop(this.dom.source.length);
  }

  ontext(start: number, end: number): void {
    this.#addText(this.dom.source.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#addText(String.fromCodePoint(codepoint));
  }

  #addText(data: string): void {
    if (this.#textChars > DOM_LIMITS.textChars) {
      this.dom.truncated = true;
      return;
    }
    this.#textChars += data.length;
    const parent = this.#stack.at(-1) ?? null;
    const last = this.dom.texts.at(-1);
    if (last !== undefined && last.parent === parent && this.#elementsAtText === this.dom.elements.length) last.data += data;
    else this.dom.texts.push({ parent, data });
    this.#elementsAtText = this.dom.elements.length;
  }

  oncdata(start: number, end: number, offset: number): void {
    this.#addText(this.dom.source.slice(start, end - offset));
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
}
