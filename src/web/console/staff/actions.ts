import type { Hono } from 'hono';
import { z } from 'zod';
import { createStaff, inviteStaff, resetTotp, setStaffDisabled, setStaffRoles, type StaffRow } from '../../../auth/index.ts';
import { type Ctx, type Role, ROLES } from '../../../lib/ctx.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv, WebContext } from '../../http/env.ts';
import { EMPTY_FORM, type FormState, readForm, refused } from '../../http/form.ts';
import type { WordKey } from '../../words/index.ts';
import { idIn } from '../desk/query.ts';

const PATH = '/console/staff';
const roles = z.string().default('').transform((text) => text.split(',').filter((role): role is Role => (ROLES as readonly string[]).includes(role)));
const Add = z.object({
  name: z.string().trim().min(1, 'form.required').max(100, 'form.too_long'),
  email: z.string().trim().min(1, 'form.required').max(254, 'form.too_long').pipe(z.email('form.email')),
  roles: roles.refine((chosen) => chosen.length > 0, 'console.staff.roles_needed'),
});
const Roles = z.object({ roles });

/** A form that came back, and of whom: null is the one for a new member. */
export interface Returned {
  staffId: number | null;
  form: FormState;
}

type Again = (c: WebContext, ctx: Ctx, returned: Returned) => Promise<Response>;

/** What an administrator does; `again` shows the page with what was refused. */
export function addStaffActions(app: Hono<ConsoleEnv>, again: Again): void {
  app.post('/staff', async (c) => {
    const ctx = c.get('ctx');
    const read = await readForm(c, Add);
    if (!read.ok) return again(c, ctx, { staffId: null, form: read.form });
    try {
      const made = await createStaff(ctx, read.value);
      await inviteStaff(ctx, { staffId: made.id });
      leaveFlash(c, 'good', 'console.staff.added', { name: made.name });
    } catch (error) {
      return again(c, ctx, { staffId: null, form: refused(c, error, read.form, { CONFLICT: 'console.staff.taken' }) });
    }
    return c.redirect(PATH, 303);
  });

  app.post('/staff/:id/roles', async (c) => {
    const ctx = c.get('ctx');
    const staffId = idIn(c, 'staff member');
    const read = await readForm(c, Roles);
    if (!read.ok) return again(c, ctx, { staffId, form: read.form });
    try {
      const { name } = await setStaffRoles(ctx, { staffId, roles: read.value.roles });
      leaveFlash(c, 'good', 'console.staff.roles_saved', { name });
    } catch (error) {
      return again(c, ctx, { staffId, form: refused(c, error, read.form, { CONFLICT: 'console.staff.last_administrator', ...own(ctx, staffId) }) });
    }
    return c.redirect(PATH, 303);
  });

  const act = (what: string, done: WordKey, conflict: WordKey, verb: (ctx: Ctx, staffId: number) => Promise<Record<string, string>>): void => {
    app.post(`/staff/:id/${what}`, async (c) => {
      const ctx = c.get('ctx');
      const staffId = idIn(c, 'staff member');
      try {
        leaveFlash(c, 'good', done, await verb(ctx, staffId));
      } catch (error) {
        return again(c, ctx, { staffId, form: refused(c, error, EMPTY_FORM, { CONFLICT: conflict, ...own(ctx, staffId) }) });
      }
      return c.redirect(PATH, 303);
    });
  };
  const named = ({ name }: StaffRow): Record<string, string> => ({ name });
  act('disable', 'console.staff.done_disable', 'console.staff.last_administrator', async (ctx, staffId) => named(await setStaffDisabled(ctx, { staffId, disabled: true })));
  act('enable', 'console.staff.done_enable', 'console.staff.conflict', async (ctx, staffId) => named(await setStaffDisabled(ctx, { staffId, disabled: false })));
  act('invite', 'console.staff.invited', 'console.staff.conflict', async (ctx, staffId) => ({ email: (await inviteStaff(ctx, { staffId })).email }));
  act('reset', 'console.staff.reset_done', 'console.staff.conflict', async (ctx, staffId) => (await resetTotp(ctx, { staffId }), {}));
}

/** Only of one's own rights is a refusal told in the page's words; without the role it is the page that refuses. */
function own(ctx: Ctx, staffId: number): { FORBIDDEN?: WordKey } {
  return ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId ? { FORBIDDEN: 'console.staff.own' } : {};
}
