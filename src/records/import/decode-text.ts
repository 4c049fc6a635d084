import { TextDecoder } from 'node:util';

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What has been learnt of the file so far. */
export interface TextState {
  /** `ascii` until the first byte that is none: then it is decided. */
  encoding: Encoding | 'ascii';
  bytes: number;
}

/** How much is looked at from the first byte on that is not ASCII. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes a CSV file piece by piece, in constant memory. The encoding is the byte order mark's; else UTF-8 when most lines of the
 * first 64 KB that are not ASCII are valid UTF-8; else GB18030, of which GBK is a part. A byte that does not fit becomes U+FFFD.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array | string>, state: TextState, declared?: Encoding): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let held: Buffer = Buffer.alloc(0);
  const decide = (encoding: Encoding): TextDecoder => {
    state.encoding = encoding;
    return new TextDecoder(encoding);
  };
  if (declared) decoder = decide(declared);
  let begun = false;
  for await (const piece of source) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    state.bytes += chunk.length;
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (!begun) {
      if (held.length < 4) continue;
      begun = true;
      const marked = byteOrderMark(held);
      if (marked) decoder = decide(marked);
    }
    if (!decoder) {
      const first = firstNonAscii(held);
      if (first < 0) {
        yield held.toString('latin1');
        held = Buffer.alloc(0);
        continue;
      }
      if (held.length - first < SAMPLE_BYTES) continue;
      decoder = decide(guess(held.subarray(first)));
    }
    yield decoder.decode(held, { stream: true });
    held = Buffer.alloc(0);
  }
  if (!decoder && held.length > 0) {
    const marked = begun ? null : byteOrderMark(held);
    const first = firstNonAscii(held);
    if (marked || first >= 0) decoder = decide(marked ?? guess(held.subarray(first)));
  }
  yield decoder ? decoder.decode(held) : held.toString('latin1');
}

function byteOrderMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function firstNonAscii(bytes: Buffer): number {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 0x7f) return at;
  return -1;
}

/** By lines and not by the whole: one damaged row must not turn a UTF-8 file into mojibake, and a short GBK word may be valid UTF-8 by chance. */
function guess(sample: Buffer): Encoding {
  let utf8 = 0;
  let other = 0;
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let start = 0; start < sample.length; ) {
    const end = sample.indexOf(0x0a, start);
    const line = sample.subarray(start, end < 0 ? sample.length : end);
    start = end < 0 ? sample.length : end + 1;
    if (firstNonAscii(line) < 0) continue;
    try {
      // Only the sample's last line may be cut within a character.
      strict.decode(line, { stream: end < 0 });
      utf8 += 1;
    } catch {
      other += 1;
    }
  }
  return utf8 >= other ? 'utf-8' : 'gb18030';
}
