import { FIELD_NAMES, type FieldValue } from '../../../records/index.ts';

type Fields = Record<string, FieldValue>;

export interface Merged {
  /** What the form goes on with: what was entered, and the newer value of what was left alone. */
  values: Record<string, string>;
  /** Fields that both changed, differently. */
  both: string[];
  /** Fields that only they changed. */
  taken: string[];
}

/** Brings what was entered over version `base` together with the version that was saved meanwhile. */
export function merge(base: Fields, theirs: Fields, entered: Record<string, string>): Merged {
  const merged: Merged = { values: { ...entered }, both: [], taken: [] };
  for (const field of FIELD_NAMES) {
    const [was, is, ours] = [text(base[field]), text(theirs[field]), (entered[field] ?? text(base[field])).trim()];
    if (is === was || is === ours) continue;
    if (ours === was) {
      merged.values[field] = is;
      merged.taken.push(field);
    } else merged.both.push(field);
  }
  return merged;
}

export const text = (value: FieldValue | undefined): string => (value === null || value === undefined ? '' : String(value));
