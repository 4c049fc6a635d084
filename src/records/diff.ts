import { FIELD_NAMES } from './record-fields.ts';

export type FieldValue = string | number | null;
export interface FieldChange {
  field: string;
  before: FieldValue;
  after: FieldValue;
}

/** What differs between two versions, field by field in the order of display. A field that one side lacks counts as null there. */
export function diffFields(before: Record<string, FieldValue>, after: Record<string, FieldValue>): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of FIELD_NAMES) {
    const was = before[field] ?? null;
    const is = after[field] ?? null;
    if (was !== is) changes.push({ field, before: was, after: is });
  }
  return changes;
}
