import type { Hono } from 'hono';
import { z } from 'zod';
import { setLocale, setName } from '../../auth/index.ts';
import { keepLocale, leaveFlash } from '../http/cookies.ts';
import type { SignedInEnv } from '../http/env.ts';
import { type FormState, formOf, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Card, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { LOCALES } from '../words/index.ts';
import { Inside } from './inside.tsx';
import { PasswordCard } from './password-card.tsx';
import { accountRequest, told } from './request.ts';

const Sent = z.object({ name: z.string('form.required').trim().min(1, 'form.required').max(100, 'form.too_long'), locale: z.enum(LOCALES, 'form.choose') });

/** Name and language; the password stands on the same page. */
export function addProfile(app: Hono<SignedInEnv>): void {
  app.get('/account', (c) => render(c, <ProfilePage />));

  app.post('/account', async (c) => {
    const read = await readForm(c, Sent);
    if (!read.ok) return render(c, <ProfilePage profile={read.form} />, 422);
    const { name, locale } = read.value;
    const viewer = c.get('me');
    try {
      if (name !== viewer.name) await setName(accountRequest(c), viewer, { name });
      if (locale !== viewer.locale) await setLocale(accountRequest(c), viewer, { locale });
    } catch (error) {
      const { form, status } = told(c, error, read.form);
      return render(c, <ProfilePage profile={form} />, status);
    }
    keepLocale(c, locale);
    leaveFlash(c, 'good', 'account.saved');
    return c.redirect('/account', 303);
  });
}

export interface ProfileProps {
  /** Either form as it was sent, with what is wrong in it. */
  profile?: FormState | undefined;
  password?: FormState | undefined;
}

export function ProfilePage({ profile, password }: ProfileProps) {
  const { t, viewer, locale } = useView();
  const form = profile ?? formOf({ name: viewer?.name, locale });
  return (
    <Inside tab="profile" title={t('account.title')}>
      <div class="halves">
        <Card title={t('account.profile')}>
          <Form id="profile" action="/account" state={form} actions={<Button kind="primary">{t('account.save')}</Button>}>
            <Field name="name" label={t('account.name')} autocomplete="name" maxlength={100} required />
            <Field name="email" type="email" label={t('account.email')} hint={t('account.email.hint')} value={viewer?.email} disabled />
            <Field name="locale" type="select" label={t('account.language')} options={[{ value: 'zh-CN', label: t('account.language.zh') }, { value: 'en', label: t('account.language.en') }]} />
          </Form>
        </Card>
        <PasswordCard form={password} />
      </div>
    </Inside>
  );
}
