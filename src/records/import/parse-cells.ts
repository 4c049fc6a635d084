import { CsvError, parse } from 'csv-parse/sync';
import type { Header } from './columns.ts';
import { MAX_RECORD, type RawRecord } from './split-records.ts';

const OPTIONS = { relax_column_count: true, record_delimiter: ['\n'], max_record_size: MAX_RECORD * 2 };

/** The cells of each row, or why its quotes make no sense. One call of the parser for all, one for each only when something is wrong. */
export function parseCells(records: RawRecord[]): (string[] | string)[] {
  const sound = records.filter((record) => record.fault === undefined);
  let cells: (string[] | string)[];
  try {
    cells = parse(sound.map((record) => record.text).join('\n'), OPTIONS);
    if (cells.length !== sound.length) throw new RangeError('rows were taken together');
  } catch {
    cells = sound.map((record) => cellsOf(record.text));
  }
  let next = 0;
  return records.map((record) => record.fault ?? cells[next++] ?? 'is not a row');
}

/** The cells of one row; a string says what is wrong with its quotes. */
export function cellsOf(text: string): string[] | string {
  try {
    const parsed: string[][] = parse(text, OPTIONS);
    return parsed.length === 1 && parsed[0] ? parsed[0] : 'is not one row';
  } catch (error) {
    if (error instanceof CsvError && error.code === 'INVALID_OPENING_QUOTE') return 'has a quote within a value that is not in quotes: put the value in quotes and double the quote';
    if (error instanceof CsvError && /CLOSING_QUOTE/.test(error.code)) return 'has text after a closing quote: a quote within a value must be doubled';
    return 'has a quote that is never closed, or one that is not doubled';
  }
}

/**
 * Judges lines put together because of an open quote: `null` when they are one row. A line within that is a row
 * by itself (right number of cells, a member id, a mail address) shows that a quote was left open above it.
 */
export function judgeJoined(text: string, lines: readonly string[], header: Header): string | null {
  const cells = cellsOf(text);
  if (typeof cells === 'string') return cells;
  const swallowed = lines.slice(1).some((line) => {
    if (!line.includes('@')) return false;
    const alone = cellsOf(line);
    return typeof alone !== 'string' && alone.length === header.width && /^\s*\d{1,15}\s*$/.test(alone[header.index.get('member_id') ?? 0] ?? '');
  });
  return swallowed ? 'a quote that is opened in this row is not closed before the next row' : null;
}
