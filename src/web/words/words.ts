/** Each text in both languages, Chinese first: a text that lacks one of them does not compile. ICU MessageFormat. */
export type Words = Record<string, readonly [zh: string, en: string]>;
