import type { z } from 'zod';
import { AffiliateName, Email, Locale, MemberId } from '../affiliate-fields.ts';
import { pidFault } from '../pid.ts';
import { CommonFields, RecordFields } from '../record-fields.ts';
import { type BadRow, badRow } from './bad-row.ts';
import { type Column, COLUMN_OF_FIELD, type Header } from './columns.ts';

/** A row whose every value has the right form. */
export interface ImportRow {
  line: number;
  memberId: string;
  name: string;
  email: string;
  /** null: the file does not say. */
  locale: 'zh-CN' | 'en' | null;
  /** null: the row is about the affiliate (and PIDs on no resource) only. */
  record: RecordFields | null;
  pids: string[];
}

const MAX_PIDS = 1_000;
/** Columns that must all be empty in a row that names no resource. */
const RESOURCE_COLUMNS = Object.values(COLUMN_OF_FIELD);

/** Judges the cells of one row: the row, or all its faults. */
export function parseRow(cells: string[], line: number, header: Header, encoding: string): ImportRow | BadRow[] {
  if (cells.length !== header.width) {
    return [badRow(line, null, cells.join(','), `has ${cells.length} columns where the header has ${header.width}`)];
  }
  const faults: BadRow[] = [];
  const cell = (column: Column): string => {
    const at = header.index.get(column);
    return at === undefined ? '' : (cells[at] ?? '');
  };
  // A damaged value is reported once, as damaged, and not again for what the damage made of it.
  for (const column of header.index.keys()) {
    const value = cell(column);
    if (value.includes('\uFFFD')) faults.push(badRow(line, column, value, `holds bytes that are not valid ${encoding.toUpperCase()}`));
    else if (value.includes('\0')) faults.push(badRow(line, column, value.replaceAll('\0', '␀'), 'holds a NUL character'));
  }
  const damaged = new Set(faults.map((fault) => fault.column));
  const check = <S extends z.ZodType>(column: Column, schema: S): z.output<S> | undefined => {
    if (damaged.has(column)) return undefined;
    const result = schema.safeParse(cell(column));
    if (result.success) return result.data;
    faults.push(badRow(line, column, cell(column), result.error.issues[0]?.message ?? 'is not valid'));
    return undefined;
  };

  const memberId = check('member_id', MemberId);
  const name = check('name', AffiliateName);
  const email = check('email', Email);
  const locale = cell('locale').trim() === '' ? null : check('locale', Locale);
  const record = RESOURCE_COLUMNS.every((column) => cell(column).trim() === '') ? null : recordOf(cell, line, damaged, faults);
  const pids = damaged.has('pids') ? [] : pidsOf(cell('pids'), memberId, line, faults);
  if (faults.length > 0 || memberId === undefined || name === undefined || email === undefined || locale === undefined || record === undefined) return faults;
  return { line, memberId, name, email, locale, record, pids };
}

function recordOf(cell: (column: Column) => string, line: number, damaged: Set<string | null>, faults: BadRow[]): RecordFields | undefined {
  const input = Object.fromEntries(Object.entries(COLUMN_OF_FIELD).map(([field, column]) => [field, cell(column)]));
  input.kind = (input.kind ?? '').trim();
  const result = RecordFields.safeParse(input);
  if (result.success) return result.data;
  // An unknown kind hides the faults of the other fields, so these are judged by themselves.
  const issues = result.error.issues.some((issue) => issue.path[0] === 'kind')
    ? [...result.error.issues, ...(CommonFields.safeParse(input).error?.issues ?? [])]
    : result.error.issues;
  for (const issue of issues) {
    const column = COLUMN_OF_FIELD[issue.path[0] as keyof typeof COLUMN_OF_FIELD];
    if (damaged.has(column)) continue;
    damaged.add(column);
    faults.push(badRow(line, column, cell(column), issue.message));
  }
  return undefined;
}

function pidsOf(value: string, memberId: string | undefined, line: number, faults: BadRow[]): string[] {
  const pids = value.split(';').map((pid) => pid.trim()).filter((pid) => pid !== '');
  if (pids.length > MAX_PIDS) faults.push(badRow(line, 'pids', value, `names ${pids.length} PIDs; at most ${MAX_PIDS} fit a row`));
  // Without a member there is nothing to compare with, and the member's own fault is reported already.
  if (memberId === undefined) return pids;
  for (const pid of pids) {
    const fault = pidFault(pid, memberId);
    if (fault) faults.push(badRow(line, 'pids', pid, fault));
  }
  return pids;
}
