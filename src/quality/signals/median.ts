/** The median of the known values; null when none is known. */
export function median(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = known.length / 2;
  return known.length % 2 === 1 ? (known[Math.floor(middle)] ?? null) : ((known[middle - 1] ?? 0) + (known[middle] ?? 0)) / 2;
}
