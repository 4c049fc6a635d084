export interface DiffLine {
  kind: 'same' | 'old' | 'new';
  text: string;
}

/** Lines of JSON with its keys in order, so that two structures differ only where they differ. */
export function linesOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (typeof value === 'string' ? value : JSON.stringify(sorted(value), null, 2)).split('\n');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

/** Lines that went and came, by the longest common subsequence. For documents of at most some 2,000 lines. */
export function lineDiff(before: string[], after: string[]): DiffLine[] {
  const rows = before.length + 1;
  const columns = after.length + 1;
  const longest = new Uint16Array(rows * columns);
  const at = (row: number, column: number): number => longest[row * columns + column] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) longest[i * columns + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'old', text: old });
      i += 1;
    } else {
      lines.push({ kind: 'new', text: fresh ?? '' });
      j += 1;
    }
  }
  return lines;
}
