/** One fault of one row of the file. */
export interface BadRow {
  /** Line of the file on which the row begins, counted from 1. */
  line: number;
  /** The column at fault; null when it is the row as a whole. */
  column: string | null;
  /** What stood there, shortened. */
  value: string;
  /** What is wrong with it, in plain words. */
  reason: string;
}

/** Makes a fault, its value shortened to what fits a report. */
export function badRow(line: number, column: string | null, value: string, reason: string): BadRow {
  return { line, column, value: value.length > 120 ? `${value.slice(0, 120)}…` : value, reason };
}
