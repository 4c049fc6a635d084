/** One row of the file as text, or why it cannot be one. */
export interface RawRecord {
  /** Line on which it begins, counted from 1. */
  line: number;
  text: string;
  fault?: string;
}

/** Longest row, in characters. */
export const MAX_RECORD = 65_536;
/** A description of 2,000 characters has no more lines than that; more means that a quote was never closed. */
const MAX_LINES = 2_100;

/**
 * Cuts text into CSV rows. A value in quotes may hold line breaks, so a quote that is never closed would swallow what follows: when
 * `judge` finds no row in the lines put together, or there are too many of them, only the first line is at fault and the rest is read anew.
 */
export class RecordSplitter {
  /** The header's row, once it is there: `judge` needs it while the same piece of text is still being cut. */
  first: RawRecord | null = null;
  #carry = '';
  #line = 0;
  /** The rest of an overlong line is passed over. */
  #skipping = false;
  #open: string[] = [];
  #openAt = 0;
  #openLength = 0;
  #out: RawRecord[] = [];
  #judge: (text: string, lines: readonly string[]) => string | null;

  constructor(judge: (text: string, lines: readonly string[]) => string | null) {
    this.#judge = judge;
  }

  /** The rows that this piece of text completes. */
  push(text: string): RawRecord[] {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = this.#carry + text.slice(start, end);
      this.#carry = '';
      start = end + 1;
      this.#line += 1;
      if (this.#skipping) this.#skipping = false;
      else this.#bounded(line.endsWith('\r') ? line.slice(0, -1) : line, this.#line);
    }
    if (!this.#skipping) this.#carry += text.slice(start);
    if (this.#carry.length > MAX_RECORD) {
      this.#bounded(this.#carry, this.#line + 1);
      this.#carry = '';
      this.#skipping = true;
    }
    return this.#taken();
  }

  /** The rows that the end of the file completes. */
  end(): RawRecord[] {
    const last = this.#carry === '' ? [] : this.push('\n');
    while (this.#open.length > 0) this.#giveUp('a quote that is opened in this row is never closed');
    return [...last, ...this.#taken()];
  }

  #emit(record: RawRecord): void {
    this.first ??= record;
    this.#out.push(record);
  }

  #taken(): RawRecord[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #bounded(line: string, at: number): void {
    if (line.length > MAX_RECORD) {
      while (this.#open.length > 0) this.#giveUp('a quote that is opened in this row is never closed');
      this.#emit({ line: at, text: line.slice(0, 200), fault: `is longer than ${MAX_RECORD} characters` });
    } else this.#take(line, at);
  }

  #take(line: string, at: number): void {
    const odd = hasOddQuotes(line);
    if (this.#open.length === 0) {
      if (odd) {
        this.#open = [line];
        this.#openAt = at;
        this.#openLength = line.length;
      } else if (line.trim() !== '') this.#emit({ line: at, text: line });
      return;
    }
    this.#open.push(line);
    this.#openLength += line.length + 1;
    if (odd) {
      const text = this.#open.join('\n');
      const fault = this.#judge(text, this.#open);
      if (fault !== null) return this.#giveUp(fault);
      this.#emit({ line: this.#openAt, text });
      this.#open = [];
    } else if (this.#open.length >= MAX_LINES || this.#openLength > MAX_RECORD) {
      this.#giveUp('a quote that is opened in this row is never closed');
    }
  }

  #giveUp(fault: string): void {
    const [first = '', ...rest] = this.#open;
    const at = this.#openAt;
    this.#open = [];
    this.#emit({ line: at, text: first, fault });
    for (const [offset, line] of rest.entries()) this.#take(line, at + 1 + offset);
  }
}

function hasOddQuotes(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}
