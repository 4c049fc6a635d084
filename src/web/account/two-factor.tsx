import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { disableTotp, newBackupCodes, startTotp } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { SignedInEnv } from '../http/env.ts';
import { readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { accountRequest, giveCookies, type Told, told } from './request.ts';
import { BackupCodesPage } from './backup-codes.tsx';
import { addConfirm, ConfirmPage } from './two-factor-confirm.tsx';
import { type TwoFactorForm, TwoFactorPage } from './two-factor-page.tsx';

const Sent = z.object({ password: z.string().max(200, 'form.too_long').optional() });

/** The second factor: setting it up, new backup codes, turning it off. Each asks for the password, where there is one. */
export function addTwoFactor(app: Hono<SignedInEnv>): void {
  app.get('/account/two-factor', (c) => render(c, <TwoFactorPage required={isRequired(c)} />));
  // Who reloads after a step, or comes back by a bookmark of one, begins where things stand.
  app.get('/account/two-factor/:step', (c) => c.redirect('/account/two-factor', 303));
  addConfirm(app);

  addStep(app, 'start', async (c, password) => {
    const { uri, backupCodes } = await startTotp(accountRequest(c), c.get('me'), { password });
    return render(c, <ConfirmPage uri={uri} backup={backupCodes} />);
  });
  addStep(app, 'backup-codes', async (c, password) => {
    const { backupCodes } = await newBackupCodes(accountRequest(c), c.get('me'), { password });
    return render(c, <BackupCodesPage codes={backupCodes} />);
  });
  addStep(app, 'disable', async (c, password) => {
    giveCookies(c, (await disableTotp(accountRequest(c), c.get('me'), { password })).setCookies);
    leaveFlash(c, 'plain', 'totp.disabled');
    return c.redirect('/account/two-factor', 303);
  });
}

/** One of the steps that the password opens; a wrong one is told in the form that it came from. */
function addStep(app: Hono<SignedInEnv>, of: TwoFactorForm, work: (c: Context<SignedInEnv>, password: string | undefined) => Promise<Response>): void {
  app.post(`/account/two-factor/${of}`, async (c) => {
    const { t } = c.get('view');
    const again = ({ form, status }: Told): Response => render(c, <TwoFactorPage required={isRequired(c)} wrong={{ of, form }} />, status);
    const read = await readForm(c, Sent);
    if (!read.ok) return again({ form: read.form, status: 422 });
    const faulty = (fault: string): Response => again({ form: { ...read.form, errors: { password: fault } }, status: 422 });
    if (c.get('me').hasPassword && !read.value.password) return faulty(t('form.required'));
    try {
      return await work(c, read.value.password);
    } catch (error) {
      if (isAppError(error, 'CONFLICT')) return c.redirect('/account/two-factor', 303);
      if (isAppError(error, 'INVALID_INPUT')) return faulty(t('password.wrong'));
      return again(told(c, error, read.form, { FORBIDDEN: 'totp.must' }));
    }
  });
}

function isRequired(c: Context<SignedInEnv>): boolean {
  return c.get('me').staff !== null && c.get('deps').config.STAFF_TOTP === 'required';
}
