/** Control characters, and format characters that turn, hide or join what stands around them; line feed and tab stay. */
const HIDDEN = /(?![\n\t])\p{Cc}|\p{Cf}|[\u2028\u2029]/gu;

/** Text of others as it may be shown: what cannot be seen or reverses the reading order stands as its code point. */
export function tame(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(HIDDEN, (char) => `‹U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** The start of a text, and whether there was more. Never cuts a character in half. */
export function cut(text: string, max: number): { text: string; more: boolean } {
  if (text.length <= max) return { text, more: false };
  return { text: [...text.slice(0, max)].slice(0, -1).join(''), more: true };
}

const LONGEST_LINK = 2_000;

/** An address of others that may be linked to; undefined for what is none, leads elsewhere than to a site, or is endless. */
export function safeHref(url: string): string | undefined {
  if (url.length > LONGEST_LINK || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
