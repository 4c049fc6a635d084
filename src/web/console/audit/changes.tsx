import type { AuditEntryRow } from '../../../auth/index.ts';
import { Diff, type DiffRow, TextDiff } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';
import { isWordKey } from '../../words/index.ts';
import { permissionName, violationTitle, wordOf } from '../shared/words.ts';

type Fields = Record<string, unknown>;

/** Kept for machines: numbers that point elsewhere and say nothing to a person. */
const UNTOLD = new Set(['affiliateId', 'resourceId', 'staffId', 'userId', 'deliveryId', 'inviteId', 'caseId', 'cursor', 'requestId']);
/** Policies are told line by line. */
const WHOLE = 'requirements';

/** What an entry changed, folded away; nothing when it holds nothing to tell. */
export function Changes({ entry }: { entry: AuditEntryRow }) {
  const view = useView();
  const { t } = view;
  const before = fieldsOf(entry.before);
  const after = fieldsOf(entry.after);
  const label = t('console.audit.changes');
  if (WHOLE in after) return <details class="figures"><summary>{label}</summary><TextDiff label={label} before={entry.before} after={entry.after} /></details>;
  const rows = rowsOf(before, after, view);
  if (rows.length === 0) return null;
  return <details class="figures"><summary>{label}</summary><Diff label={label} rows={rows} /></details>;
}

/** The changes of a record's edit are told by field already; anything else field by field. */
export function rowsOf(before: Fields, after: Fields, view: View): DiffRow[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !UNTOLD.has(name));
  return names.flatMap((name): DiffRow[] => {
    const told = (value: unknown): string | null => (value === undefined || value === null || value === '' ? null : valueWords(name, value, view));
    const row = { label: labelOf(name, view), before: told(before[name]), after: told(after[name]) };
    return row.before === null && row.after === null ? [] : [row];
  });
}

function labelOf(name: string, { t }: View): string {
  const key = `console.field.${name}`;
  return isWordKey(key) ? t(key) : name;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value as people read it: moments in UTC+8, lists by their length unless they are words, states by their names. */
function valueWords(name: string, value: unknown, view: View): string {
  const { t, fmt, locale } = view;
  if (typeof value === 'number') return name === 'drift' ? fmt.percent(value) : fmt.number(value);
  if (typeof value === 'boolean') return value ? t('console.audit.yes') : t('console.audit.no');
  if (Array.isArray(value)) {
    if (name === 'roles') return value.map((role) => wordOf('console.role.', String(role), t)).join(locale === 'en' ? ', ' : '、');
    return t('console.audit.many', { n: value.length });
  }
  if (typeof value === 'object' && value !== null) return t('console.audit.many', { n: Object.keys(value).length });
  const text = String(value);
  if (MOMENT.test(text)) return fmt.moment(new Date(text));
  if (name === 'permission') return permissionName(text, locale, t);
  if (name === 'code') return violationTitle(text, locale, t);
  if (name === 'hash' || name === 'planHash') return text.slice(0, 12);
  return wordOf('console.value.', text, t);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
