/** A product that a site writes about: what it is called, its price in yuan, and one fact about it. */
export interface Product {
  name: string;
  price: number;
  fact: string;
}

/** The hand-written raw material of one subject. Strings are spin templates (see spin.ts). */
export interface Topic {
  key: string;
  lang: 'zh-CN' | 'en';
  /** Value of the CSV column `category`. */
  category: string;
  /** Subtitles that sites of this subject give themselves. */
  taglines: readonly string[];
  /** Article headlines. */
  headlines: readonly string[];
  lines: readonly string[];
  products: readonly Product[];
}
