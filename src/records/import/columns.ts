/** The columns of an affiliates file, in the order in which the export writes them. */
export const COLUMNS = [
  'member_id', 'name', 'email', 'locale', 'resource_kind', 'resource_name', 'url', 'category', 'promotion_scene', 'icp', 'description', 'daily_uv', 'contact', 'pids',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Without these a file cannot be read; the others may be left out, and what is left out stays as it is. */
export const REQUIRED_COLUMNS: readonly Column[] = ['member_id', 'name', 'email', 'resource_kind', 'resource_name', 'url'];

/** The column that carries each field of a record. */
export const COLUMN_OF_FIELD = {
  kind: 'resource_kind', name: 'resource_name', url: 'url', category: 'category', promotion_scene: 'promotion_scene', icp: 'icp', description: 'description',
  daily_uv: 'daily_uv', contact: 'contact',
} as const satisfies Record<string, Column>;

export interface Header {
  /** Where each known column stands. */
  index: Map<Column, number>;
  width: number;
  /** Columns that nobody here knows; they are passed over. */
  unknown: string[];
}

/** Reads the header, in any order. A string says why the file cannot be read. */
export function readHeader(cells: string[]): Header | string {
  const index = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const name = cell.trim().toLowerCase();
    const known = COLUMNS.find((column) => column === name);
    if (!known) unknown.push(cell.trim().slice(0, 60));
    else if (index.has(known)) return `the header names the column ${known} twice`;
    else index.set(known, at);
  }
  const missing = REQUIRED_COLUMNS.filter((column) => !index.has(column));
  if (missing.length > 0) {
    return `the header lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}; it must name ${REQUIRED_COLUMNS.join(', ')}, separated by commas, and has: ${cells.join(', ').slice(0, 200)}`;
  }
  return { index, width: cells.length, unknown };
}
