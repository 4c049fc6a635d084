import type { StaffRow } from '../../../auth/index.ts';
import type { FormState } from '../../http/form.ts';
import { Button, Confirm, Dialog, ErrorSummary, Field, Form } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { roleOptions, withRoles } from './add-member.tsx';

/** What an administrator does to a member of the team; nobody to their own rights. */
export function Manage({ member, self, returned }: { member: StaffRow; self: boolean; returned: FormState | null }) {
  const { t } = useView();
  const { id, name, email } = member;
  if (self) return <p class="dim small">{t('console.staff.own')}</p>;
  const action = (what: string): string => `/console/staff/${id}/${what}`;
  const common = { small: true } as const;
  const disabled = member.disabledAt !== null;
  const what = returned?.values.what;
  return (
    <div class="stack-s">
      {returned && what !== 'roles' && <ErrorSummary errors={returned.errors} top={returned.top} prefix={`m${id}`} />}
      <div class="row">
        <Dialog {...common} id={`roles-${id}`} label={t('console.staff.roles')} title={t('console.staff.manage_title', { name })} open={what === 'roles'}>
          <Form id={`roles-${id}-form`} action={action('roles')} hidden={{ what: 'roles' }} state={what === 'roles' && returned ? withRoles(returned) : undefined}
            actions={<Button kind="primary">{t('console.staff.roles_save')}</Button>}>
            <Field name="roles" type="checkboxes" label={t('console.staff.roles')} value={member.roles} options={roleOptions(t)} />
          </Form>
        </Dialog>
        {disabled ? (
          <Confirm {...common} id={`enable-${id}`} action={action('enable')} label={t('console.staff.enable')} title={t('console.staff.enable_title', { name })} submit={t('console.staff.enable')}><p>{t('console.staff.enable_means', { name })}</p></Confirm>
        ) : (
          <>
            <Confirm {...common} id={`invite-${id}`} action={action('invite')} label={t('console.staff.invite')} title={t('console.staff.invite_title', { email })} submit={t('console.staff.invite')}><p>{t('console.staff.invite_means')}</p></Confirm>
            <Confirm {...common} id={`reset-${id}`} action={action('reset')} label={t('console.staff.reset')} title={t('console.staff.reset_title', { name })} submit={t('console.staff.reset')}><p>{t('console.staff.reset_means', { name })}</p></Confirm>
            <Confirm {...common} kind="danger" id={`disable-${id}`} action={action('disable')} label={t('console.staff.disable')} title={t('console.staff.disable_title', { name })} submit={t('console.staff.disable')}><p>{t('console.staff.disable_means', { name })}</p></Confirm>
          </>
        )}
      </div>
    </div>
  );
}
