/** One element of a page. The list of them is flat and in document order, so nothing walks it recursively. */
export interface El {
  tag: string;
  attrs: Record<string, string>;
  parent: El | null;
  /** Position among the siblings of the same tag, from 1. */
  nth: number;
  depth: number;
  /** Offsets in the source: of `<`, behind `>`, and behind the closing tag (or where it was implied). */
  start: number;
  openEnd: number;
  end: number;
  /** Inside <template>: never rendered, never loaded. */
  inert: boolean;
  /** How many text nodes stood before it: its place among them. */
  textsBefore: number;
  /** Children seen so far by tag, for `nth`. */
  counts: Record<string, number> | null;
}

export interface TextNode {
  parent: El | null;
  data: string;
}

export interface Dom {
  source: string;
  elements: El[];
  texts: TextNode[];
  /** True when something was left out because of size or number. */
  truncated: boolean;
}

/** True when the element itself or one of its ancestors (at most 256) has one of these tags. */
export function isInside(el: El | null, tags: ReadonlySet<string>): boolean {
  for (let at = el; at !== null; at = at.parent) if (tags.has(at.tag)) return true;
  return false;
}
