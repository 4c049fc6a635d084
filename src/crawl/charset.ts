import { detect } from 'chardet';
import iconv from 'iconv-lite';
import { gb2312Share, isReadable, looksLikeUtf8 } from './charset-evidence.ts';

const META_BYTES = 4_096;
/** What chardet is given: from the first byte that is not ASCII, where the evidence begins. */
const SAMPLE_BYTES = 65_536;
/** Share of two-byte pairs among the 3,755 common characters of GB2312 (and punctuation) that only Chinese text reaches. */
const SURELY_GB = 0.8;
/** Declarations that servers and editors put in by default and that Chinese pages carry wrongly. */
const DOUBTFUL = new Set(['utf-8', 'utf8', 'iso-8859-1', 'latin1', 'iso-8859-15', 'windows-1252', 'us-ascii', 'ascii', 'big5', 'big5-hkscs', 'shift_jis', 'utf-16', 'utf-16le', 'utf-16be']);
const GB = /^(gb2312|gbk|gb18030|x-gbk|gb_2312-80|cp936|hz-gb-2312|chinese)$/;

/**
 * Decodes a page. Order: BOM, strict UTF-8, HTTP header, meta, chardet, GB18030. A declaration that does not fit the
 * bytes is passed over; a character cut in two at the end of the bytes counts against nothing.
 */
export function decodeHtml(bytes: Uint8Array, httpContentType: string | undefined): { text: string; charset: string } {
  const bom = byBom(bytes);
  if (bom) return bom;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), charset: 'utf-8' };
  } catch {
    // Not UTF-8 throughout: look on.
  }
  if (looksLikeUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes), charset: 'utf-8' };
  const share = gb2312Share(bytes);
  for (const declared of [httpCharset(httpContentType), metaCharset(bytes)]) {
    if (declared === null || (DOUBTFUL.has(declared) && share >= SURELY_GB)) continue;
    const page = decodeAs(bytes, declared);
    if (page && isReadable(page.text)) return page;
  }
  if (share < SURELY_GB) {
    const start = bytes.findIndex((byte) => byte >= 0x80);
    const guess = detect(bytes.subarray(Math.max(0, start), Math.max(0, start) + SAMPLE_BYTES));
    const page = guess === null ? null : decodeAs(bytes, guess.toLowerCase());
    if (page && isReadable(page.text)) return page;
  }
  return { text: iconv.decode(Buffer.from(bytes), 'gb18030'), charset: 'gb18030' };
}

function byBom(bytes: Uint8Array): { text: string; charset: string } | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { text: new TextDecoder('utf-8').decode(bytes), charset: 'utf-8' };
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le' };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be' };
  return null;
}

function decodeAs(bytes: Uint8Array, label: string): { text: string; charset: string } | null {
  const charset = GB.test(label) ? 'gb18030' : label;
  // A meta that says UTF-16 was itself read as ASCII, so it is wrong (WHATWG takes it for UTF-8, which failed).
  if (charset.startsWith('utf-') || !iconv.encodingExists(charset)) return null;
  return { text: iconv.decode(Buffer.from(bytes), charset), charset };
}

function httpCharset(contentType: string | undefined): string | null {
  return /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;
}

/** `<meta charset>` or its http-equiv form within the first 4 KiB, comments left out. */
function metaCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, META_BYTES)).toString('latin1').replace(/<!--[\s\S]*?-->/g, '');
  for (const [tag] of head.matchAll(/<meta\b[^>]{0,500}>/gi)) {
    const charset = /\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(tag)?.[1];
    if (charset) return charset.toLowerCase();
  }
  return null;
}
