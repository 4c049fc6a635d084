import { KINDS, PROMOTION_SCENES, type ResourceKind } from '../../../records/index.ts';
import { Field, type Option } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** Not a word of ours but the form of a number; the same in every language. */
const ICP_EXAMPLE = '浙ICP备12345678号-1';

/** The fields of a record of a kind; `kinds` adds the kind itself, to be changed. */
export function RecordFormFields({ kind, kinds }: { kind: ResourceKind; kinds?: boolean | undefined }) {
  const { t } = useView();
  const scenes: Option[] = PROMOTION_SCENES.map((scene) => ({ value: scene, label: t(`resources.scene.${scene}`) }));
  return (
    <>
      {kinds && <Field type="select" name="kind" label={t('record.field.kind')} required options={KINDS.map((each) => ({ value: each, label: t(`resources.kind.${each}`) }))} />}
      <Field name="name" label={t('record.field.name')} hint={t('record.field.name.hint')} required maxlength={200} />
      <Field name="url" type={kind === 'site' ? 'url' : 'text'} label={t(`record.field.url.${kind}`)} hint={t(`record.field.url.${kind}.hint`)} required placeholder={kind === 'site' ? 'https://' : undefined} />
      <Field name="category" label={t('record.field.category')} hint={t('record.field.category.hint')} maxlength={100} />
      <Field type="select" name="promotion_scene" label={t('record.field.promotion_scene')} options={scenes} none={t('record.field.promotion_scene.none')} />
      {kind !== 'offline' && <Field name="icp" label={t('record.field.icp')} hint={t('record.field.icp.hint', { example: ICP_EXAMPLE })} maxlength={100} />}
      <Field name="daily_uv" label={t('record.field.daily_uv')} inputmode="numeric" width="short" unit={t('record.field.daily_uv.unit')} />
      <Field type="textarea" name="description" label={t('record.field.description')} hint={t('record.field.description.hint')} rows={5} maxlength={2000} />
      <Field name="contact" label={t('record.field.contact')} hint={t('record.field.contact.hint')} maxlength={200} />
    </>
  );
}
