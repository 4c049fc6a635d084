import type { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx } from '../../../lib/ctx.ts';
import { liftSuppression, resolveUnknown, TROUBLE_STATES } from '../../../notices/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv, WebContext } from '../../http/env.ts';
import { type FormState, readForm, refused } from '../../http/form.ts';
import { asked, linkTo } from '../desk/query.ts';

const reason = z.string().trim().min(3, 'console.reason_short').max(500, 'form.too_long');
const Settle = z.discriminatedUnion('what', [
  z.object({ what: z.literal('resend'), deliveryId: z.coerce.number().int().positive(), reason }),
  z.object({ what: z.literal('accepted'), deliveryId: z.coerce.number().int().positive(), reason, acceptedAt: z.string().trim().regex(/^(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2})?$/, 'console.deliveries.accepted_at_bad') }),
  z.object({ what: z.literal('lift'), deliveryId: z.coerce.number().int().positive(), address: z.string().min(3, 'form.required'), reason }),
]);

/** A form that came back, and which of the page's many it was. */
export interface Returned {
  deliveryId: number;
  form: FormState;
}

type Again = (c: WebContext, ctx: Ctx, returned: Returned) => Promise<Response>;

/** What a person does about a mail in trouble; `again` shows the page with the form that was refused. */
export function addSettling(app: Hono<ConsoleEnv>, again: Again): void {
  app.post('/deliveries', async (c) => {
    const ctx = c.get('ctx');
    const read = await readForm(c, Settle);
    const returned = (form: Returned['form']): Promise<Response> => again(c, ctx, { deliveryId: Number(form.values.deliveryId), form });
    if (!read.ok) return returned(read.form);
    const wanted = read.value;
    try {
      if (wanted.what === 'lift') {
        await liftSuppression(ctx, { address: wanted.address, reason: wanted.reason });
        leaveFlash(c, 'good', 'console.deliveries.done_lift');
      } else if (wanted.what === 'resend') {
        await resolveUnknown(ctx, { deliveryId: wanted.deliveryId, outcome: 'resend', reason: wanted.reason });
        leaveFlash(c, 'good', 'console.deliveries.done_resend');
      } else {
        const acceptedAt = momentOf(wanted.acceptedAt);
        if (acceptedAt === null) return await returned({ ...read.form, errors: { acceptedAt: c.get('view').t('console.deliveries.accepted_at_bad') } });
        await resolveUnknown(ctx, { deliveryId: wanted.deliveryId, outcome: 'accepted', reason: wanted.reason, ...(acceptedAt === undefined ? {} : { acceptedAt }) });
        leaveFlash(c, 'good', 'console.deliveries.done_accepted');
      }
    } catch (error) {
      return returned(refused(c, error, read.form, { CONFLICT: 'console.deliveries.conflict', NOT_FOUND: 'console.deliveries.conflict' }));
    }
    return c.redirect(linkTo('/console/deliveries', { state: asked(c, 'state', z.enum(TROUBLE_STATES)) }), 303);
  });
}

/** A moment that was typed in UTC+8; undefined when none was, null when it is none. */
function momentOf(text: string): Date | undefined | null {
  if (text === '') return undefined;
  const at = new Date(`${text.replace(' ', 'T')}:00+08:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}
