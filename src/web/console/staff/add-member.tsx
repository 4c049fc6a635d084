import { ROLES } from '../../../lib/ctx.ts';
import type { FormState } from '../../http/form.ts';
import { Button, Dialog, Field, Form } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { Translate } from '../../words/index.ts';

/** The roles as a group of boxes, each with what it is for. */
export function roleOptions(t: Translate): { value: string; label: string; hint: string }[] {
  return ROLES.map((role) => ({ value: role, label: t(`console.role.${role}`), hint: t(`console.role_hint.${role}`) }));
}

/** A form as it came back, with the group of boxes as a list. */
export function withRoles({ values, errors, top }: FormState) {
  return { values: 'roles' in values ? { ...values, roles: (values.roles ?? '').split(',').filter((role) => role !== '') } : values, errors, top };
}

export function AddMember({ form, open }: { form: FormState; open: boolean }) {
  const { t } = useView();
  return (
    <Dialog id="add-member" kind="primary" icon="plus" label={t('console.staff.add')} title={t('console.staff.add')} open={open}>
      <Form id="add-member-form" action="/console/staff" state={withRoles(form)} actions={<Button kind="primary">{t('console.staff.add_submit')}</Button>}>
        <p class="dim">{t('console.staff.add_do')}</p>
        <Field name="name" label={t('console.staff.name')} required autocomplete="off" maxlength={100} />
        <Field name="email" type="email" label={t('console.staff.email')} required autocomplete="off" maxlength={254} />
        <Field name="roles" type="checkboxes" label={t('console.staff.roles')} options={roleOptions(t)} />
      </Form>
    </Dialog>
  );
}
