import type { Hono } from 'hono';
import { z } from 'zod';
import { changePassword } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { SignedInEnv } from '../http/env.ts';
import { readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { passwordTold } from './new-password.tsx';
import { ProfilePage } from './profile.tsx';
import { accountRequest, giveCookies } from './request.ts';

const Sent = z.object({ currentPassword: z.string().max(200, 'form.too_long').optional(), newPassword: z.string('form.required').min(1, 'form.required').max(200, 'form.too_long') });

/** A new password, which signs every other device out. */
export function addPassword(app: Hono<SignedInEnv>): void {
  app.get('/account/password', (c) => c.redirect('/account#password', 303));

  app.post('/account/password', async (c) => {
    const viewer = c.get('me');
    const read = await readForm(c, Sent);
    if (viewer.hasPassword && read.ok && !read.value.currentPassword) read.form.errors['currentPassword'] = c.get('view').t('form.required');
    if (!read.ok || Object.keys(read.form.errors).length > 0) return render(c, <ProfilePage password={read.form} />, 422);
    const { currentPassword, newPassword } = read.value;
    try {
      const { setCookies } = await changePassword(accountRequest(c), viewer, { newPassword, ...(currentPassword === undefined ? {} : { currentPassword }) });
      giveCookies(c, setCookies);
    } catch (error) {
      if (isAppError(error, 'INVALID_INPUT') && error.issues.some((issue) => issue.path === 'currentPassword')) {
        return render(c, <ProfilePage password={{ ...read.form, errors: { currentPassword: c.get('view').t('password.wrong') } }} />, 422);
      }
      const { form, status } = passwordTold(c, error, read.form, 'newPassword', newPassword);
      return render(c, <ProfilePage password={form} />, status);
    }
    leaveFlash(c, 'good', viewer.hasPassword ? 'account.password.changed' : 'account.password.set.done');
    return c.redirect('/account', 303);
  });
}
