import type { Hono } from 'hono';
import { z } from 'zod';
import { inviteUser, removeAffiliateUser, revokeInvite } from '../../../auth/index.ts';
import { isAppError } from '../../../lib/errors.ts';
import { leaveFlash } from '../../http/cookies.ts';
import { EMPTY_FORM, type FormState, readForm, refused } from '../../http/form.ts';
import type { WordKey } from '../../words/index.ts';
import type { PortalContext, PortalEnv } from '../context.ts';
import { idOf } from '../../http/id-of.ts';
import { showTeam } from './team-page.tsx';

const Invitation = z.object({ email: z.string().trim().min(1, 'form.required').pipe(z.email('form.email')) });

export function addTeamChanges(app: Hono<PortalEnv>): void {
  app.post('/team', async (c) => {
    const read = await readForm(c, Invitation);
    if (!read.ok) return showTeam(c, read.form, 422);
    try {
      await inviteUser(c.get('ctx'), { affiliateId: c.get('affiliateId'), email: read.value.email });
    } catch (error) {
      return again(c, error, read.form, 'portal.team.already');
    }
    leaveFlash(c, 'good', 'portal.team.sent', { email: read.value.email });
    return c.redirect('/portal/team', 303);
  });
  app.post('/team/invites/:id/revoke', async (c) => {
    try {
      await revokeInvite(c.get('ctx'), { affiliateId: c.get('affiliateId'), inviteId: idOf(c.req.param('id'), 'invitation') });
    } catch (error) {
      return again(c, error, EMPTY_FORM, 'portal.team.accepted');
    }
    leaveFlash(c, 'good', 'portal.team.revoked');
    return c.redirect('/portal/team', 303);
  });
  app.post('/team/:id/remove', async (c) => {
    const userId = idOf(c.req.param('id'), 'user');
    try {
      await removeAffiliateUser(c.get('ctx'), { affiliateId: c.get('affiliateId'), userId });
    } catch (error) {
      return again(c, error, EMPTY_FORM, 'portal.team.last_owner_stays');
    }
    // Who left has no place here any more: the start page knows where they belong.
    const left = userId === c.get('me').userId;
    leaveFlash(c, 'good', left ? 'portal.team.left' : 'portal.team.removed');
    return c.redirect(left ? '/' : '/portal/team', 303);
  });
}

/** The page again with what was refused; what is not this person's to do or see stays an error page. */
function again(c: PortalContext, error: unknown, form: FormState, conflict: WordKey): Promise<Response> {
  if (isAppError(error, 'FORBIDDEN') || isAppError(error, 'NOT_FOUND')) throw error;
  return showTeam(c, refused(c, error, form, { CONFLICT: conflict }), 422);
}
