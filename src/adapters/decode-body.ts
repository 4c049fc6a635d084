import { pipeline, Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

type Chunks = AsyncIterable<Uint8Array>;

const MAX_LAYERS = 5;
/** What a layer may cost beyond the body's cap: incompressible data grow a little when compressed. */
const LAYER_SLACK = 65_536;
/** Known codings that we do not ask for and cannot read. Any other unknown word is ignored, as browsers do. */
const REFUSED = new Set(['zstd', 'compress', 'x-compress', 'dcb', 'dcz']);

/** A body whose Content-Encoding cannot be undone. */
export class BadEncoding extends Error {
  readonly code = 'BAD_ENCODING';
}

/**
 * Reads a body, undoing its Content-Encoding layer by layer, until `maxBytes` decoded bytes are there; the rest is never
 * inflated. Every layer is capped, so neither a bomb nor a bomb inside a bomb costs more than a few times `maxBytes`.
 * @throws BadEncoding
 */
export async function readDecoded(source: Chunks, contentEncoding: string, maxBytes: number): Promise<{ body: Uint8Array; truncated: boolean }> {
  const codings = contentEncoding.toLowerCase().split(',').map((word) => word.trim()).filter((word) => word !== '' && word !== 'identity');
  if (codings.length > MAX_LAYERS) throw new BadEncoding(`Content-Encoding has ${codings.length} layers, at most ${MAX_LAYERS} are read`);
  const cut = { hit: false };
  let chunks: Chunks = capped(source, maxBytes + LAYER_SLACK, cut);
  for (const coding of codings.reverse()) {
    if (REFUSED.has(coding)) throw new BadEncoding(`Content-Encoding ${coding} was not asked for and is not read`);
    chunks = capped(decoded(chunks, coding), maxBytes + LAYER_SLACK, cut);
  }
  const parts: Uint8Array[] = [];
  for await (const part of capped(chunks, maxBytes, cut)) parts.push(part);
  return { body: Buffer.concat(parts), truncated: cut.hit };
}

async function* capped(source: Chunks, limit: number, cut: { hit: boolean }): AsyncGenerator<Uint8Array> {
  let left = limit;
  for await (const chunk of source) {
    if (chunk.length > left) {
      cut.hit = true;
      if (left > 0) yield chunk.subarray(0, left);
      return;
    }
    left -= chunk.length;
    yield chunk;
  }
}

/** One layer; data that do not begin like their declared coding pass as they are (a doubled header, a lying server). */
async function* decoded(source: Chunks, coding: string): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < 2 && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else head = Buffer.concat([head, next.value]);
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  const inflater = head.length === 0 ? null : inflaterFor(coding, head);
  if (!inflater) {
    yield* rest();
    return;
  }
  const input = Readable.from(rest(), { objectMode: false });
  pipeline(input, inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield chunk as Uint8Array;
  } catch (error) {
    throw isZlibError(error) ? new BadEncoding(`the body is not valid ${coding}: ${error.message}`, { cause: error }) : error;
  } finally {
    inflater.destroy();
    input.destroy();
  }
}

/** A flushing finish lets a body that the server cut short be read as far as it goes. */
function inflaterFor(coding: string, head: Uint8Array): Transform | null {
  const [first = 0, second = 0] = head;
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return first === 0x1f && second === 0x8b ? createGunzip(lenient) : null;
    case 'deflate':
      return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0 ? createInflate(lenient) : createInflateRaw(lenient);
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      return null;
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z_|ERR_(?!STREAM))/.test(String(error.code));
}
