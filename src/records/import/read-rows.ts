import { AppError } from '../../lib/errors.ts';
import { type BadRow, badRow } from './bad-row.ts';
import { type Header, readHeader } from './columns.ts';
import { decodeText, type Encoding, type TextState } from './decode-text.ts';
import { cellsOf, judgeJoined, parseCells } from './parse-cells.ts';
import { type ImportRow, parseRow } from './parse-row.ts';
import { type RawRecord, RecordSplitter } from './split-records.ts';

export interface RowReader {
  /** Known once the first batch has been read. */
  header: Header | null;
  batches(): AsyncGenerator<(ImportRow | BadRow[])[]>;
}

/** Reads the rows of a CSV file in batches of what one piece of it completes: each a row, or its faults. @throws INVALID_INPUT for a header that cannot be read. */
export function readRows(source: AsyncIterable<Uint8Array | string>, text: TextState, declared?: Encoding): RowReader {
  const reader: RowReader = { header: null, batches };
  return reader;

  async function* batches(): AsyncGenerator<(ImportRow | BadRow[])[]> {
    const splitter: RecordSplitter = new RecordSplitter((joined, lines) => {
      if (splitter.first) return judgeJoined(joined, lines, (reader.header ??= headerOf(splitter.first)));
      const cells = cellsOf(joined);
      return typeof cells === 'string' ? cells : null;
    });
    for await (const piece of decodeText(source, text, declared)) {
      const rows = judge(splitter.push(piece), splitter.first);
      if (rows.length > 0) yield rows;
    }
    yield judge(splitter.end(), splitter.first);
    if (!reader.header) throw new AppError('INVALID_INPUT', 'the file is empty: expected a header line and rows below it');
  }

  function judge(records: RawRecord[], first: RawRecord | null): (ImportRow | BadRow[])[] {
    if (!first) return [];
    const header = (reader.header ??= headerOf(first));
    const rest = records[0] === first ? records.slice(1) : records;
    const cells = parseCells(rest);
    return rest.map((record, at) => {
      const row = cells[at] ?? 'is not a row';
      return typeof row === 'string' ? [badRow(record.line, null, record.text, row)] : parseRow(row, record.line, header, text.encoding);
    });
  }
}

function headerOf(record: RawRecord): Header {
  if (record.text.includes('\0')) throw new AppError('INVALID_INPUT', 'line 1 holds NUL characters: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 or GBK');
  const cells = record.fault ?? cellsOf(record.text);
  if (typeof cells === 'string') throw new AppError('INVALID_INPUT', `line ${record.line}, the header, ${cells}`);
  const header = readHeader(cells);
  if (typeof header === 'string') throw new AppError('INVALID_INPUT', `line ${record.line}: ${header}`);
  return header;
}
