import { FIELD_LABELS, type FieldChange, type FieldValue, KINDS, PROMOTION_SCENES, type RecordFields } from '../../../records/index.ts';
import { Foreign, ForeignUrl, tame } from '../../report/index.ts';
import type { DiffRow } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';

type FieldName = keyof RecordFields;

/** The value of a field as people read it; null when there is none. */
export function FieldText({ field, value, link }: { field: string; value: FieldValue; link?: boolean | undefined }) {
  const { t, fmt } = useView();
  if (typeof value === 'number') return <span class="num">{fmt.number(value)}</span>;
  const text = String(value);
  if (field === 'kind') return <>{kindWords(t, text)}</>;
  if (field === 'promotion_scene') return <>{sceneWords(t, text)}</>;
  if (field === 'url' && link) return <ForeignUrl url={text} />;
  if (field === 'description') return <span class="lines any">{tame(text)}</span>;
  return <Foreign text={text} />;
}

export function fieldLabel(field: string, locale: View['locale']): string {
  return FIELD_LABELS[field as FieldName][locale];
}

/** Changes as the rows of a <Diff>. */
export function diffRows(changes: readonly FieldChange[], locale: View['locale']): DiffRow[] {
  const cell = (field: string, value: FieldValue) => (value === null || value === '' ? null : <FieldText field={field} value={value} />);
  return changes.map(({ field, before, after }) => ({ label: fieldLabel(field, locale), before: cell(field, before), after: cell(field, after) }));
}

function kindWords(t: View['t'], text: string): string {
  const kind = KINDS.find((each) => each === text);
  return kind ? t(`resources.kind.${kind}`) : text;
}

function sceneWords(t: View['t'], text: string): string {
  const scene = PROMOTION_SCENES.find((each) => each === text);
  return scene ? t(`resources.scene.${scene}`) : text;
}
