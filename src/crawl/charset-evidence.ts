/** Bad sequences that a UTF-8 text with cut-off characters (titles shortened by bytes) may have, per non-ASCII character. */
const MAX_BAD_UTF8 = 0.1;
/** Undecodable bytes that a right guess may leave, per non-ASCII character. */
const MAX_BAD_TEXT = 0.02;
const MIN_PAIRS = 4;

/** True for a text that is UTF-8 but for a few broken characters; other encodings read as UTF-8 are broken nearly throughout. */
export function looksLikeUtf8(bytes: Uint8Array): boolean {
  const { bad, other } = count(new TextDecoder('utf-8').decode(bytes));
  return other > 0 && bad / (bad + other) <= MAX_BAD_UTF8;
}

/** True when next to nothing of a decoded text is U+FFFD. The last character may be cut. */
export function isReadable(text: string): boolean {
  const { bad, other } = count(text.endsWith('\ufffd') ? text.slice(0, -1) : text);
  return bad === 0 || bad / (bad + other) <= MAX_BAD_TEXT;
}

/**
 * Share of the two-byte pairs that are common characters of GB2312 (level 1: B0-D7) or its punctuation and full-width
 * forms (A1-A3), read as GB18030 reads them; 0 with fewer than four pairs.
 */
export function gb2312Share(bytes: Uint8Array): number {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] as number;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
    if (trail >= 0x40) at += 1;
    else if (trail >= 0x30 && trail <= 0x39) at += 3;
  }
  return pairs < MIN_PAIRS ? 0 : common / pairs;
}

function count(text: string): { bad: number; other: number } {
  let bad = 0;
  let other = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) bad += 1;
    else if (code >= 0x80) other += 1;
  }
  return { bad, other };
}
