import { z } from 'zod';
import type { WebContext } from '../http/env.ts';
import { type FormState, readFields, readForm } from '../http/form.ts';
import { Avatar, Button, Field, Form, LinkButton } from '../ui/index.ts';
import { useView } from '../view.ts';
import { UsernameFor } from './frame.tsx';
import { NewPasswordField } from './new-password.tsx';
import { withNext } from './request.ts';

const Sent = z.object({ name: z.string('form.required').trim().min(1, 'form.required').max(100, 'form.too_long'), password: z.string().max(200, 'form.too_long').optional() });

export type Joined = { token: string; form: FormState } & ({ ok: false } | { ok: true; name: string; password: string | null });

/** The form below as it was sent; an empty password means to go without. */
export async function readJoin(c: WebContext): Promise<Joined> {
  const token = (await readFields(c))['token'] ?? '';
  const read = await readForm(c, Sent);
  if (!read.ok) return { ok: false, token, form: read.form };
  return { ok: true, token, form: read.form, name: read.value.name, password: read.value.password || null };
}

export interface JoinFormProps {
  action: string;
  token: string;
  email: string;
  form: FormState;
  submit: string;
  /** The reader has an account and is signed in as it: nothing is left to fill in. */
  known: boolean;
}

/** A name and, for who wants one, a password: all that an account of a mailed link needs. */
export function JoinForm({ action, token, email, form, submit, known }: JoinFormProps) {
  const { t, viewer } = useView();
  const actions = <Button kind="primary">{submit}</Button>;
  if (known) return <Form action={action} hidden={{ token, name: viewer?.name || email }} state={form} actions={actions} />;
  return (
    <Form action={action} hidden={{ token }} state={form} actions={actions}>
      <UsernameFor email={email} />
      <Field name="name" label={t('claim.name')} hint={t('claim.name.hint')} autocomplete="name" maxlength={100} required autofocus />
      <NewPasswordField name="password" label={t('claim.password')} hint="claim.password.hint" />
    </Form>
  );
}

/** A link for an address that has an account hands nothing over before its owner is signed in. */
export function SignInFirst({ email, here }: { email: string; here: string }) {
  const { t, viewer } = useView();
  if (viewer) {
    return (
      <>
        <p>{t('join.other', { invited: email, email: viewer.email })}</p>
        <form class="inline" method="post" action="/sign-out"><Button kind="primary">{t('common.sign_out')}</Button></form>
      </>
    );
  }
  return (
    <>
      <p>{t('join.known', { email })}</p>
      <p class="row"><LinkButton href={withNext('/sign-in', here)} kind="primary">{t('signin.submit')}</LinkButton><LinkButton href={withNext('/sign-in/link', here)}>{t('signin.by_link')}</LinkButton></p>
    </>
  );
}

/** Whose account it is. */
export function Affiliate({ of: { affiliateName, memberId } }: { of: { affiliateName: string; memberId: string } }) {
  const { t } = useView();
  return (
    <div class="row">
      <Avatar name={affiliateName} large />
      <p><strong>{affiliateName}</strong><br /><span class="dim small num">{t('common.member', { id: memberId })}</span></p>
    </div>
  );
}
