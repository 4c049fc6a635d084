import type { Hono } from 'hono';
import { z } from 'zod';
import { siteReports } from '../../../crawl/index.ts';
import { notFound } from '../../../lib/errors.ts';
import { affiliateStandings, type AffiliateStanding } from '../../../policy/index.ts';
import { askReReview, canAskReReview } from '../../../reviews/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { PortalContext, PortalEnv } from '../context.ts';
import { EMPTY_FORM, type FormState, readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { AskView, NOTE_MOST } from './ask-view.tsx';
import { dueIfAskedNow } from './due.ts';

const Ask = z.object({
  // Browsers count a line break as one character and send two.
  note: z.string().optional().transform((text = '') => text.replaceAll('\r\n', '\n').trim()).pipe(z.string().max(NOTE_MOST, 'form.too_long')),
});

/** `/portal/reviews/new?permission=`: tells what will happen and by when before anything is sent. */
export function addAskPage(app: Hono<PortalEnv>): void {
  app.get('/reviews/new', async (c) => {
    const standing = await standingFor(c, c.req.query('permission'));
    return show(c, standing, EMPTY_FORM, 200);
  });
  app.post('/reviews/new', async (c) => {
    const read = await readForm(c, Ask);
    const standing = await standingFor(c, c.req.query('permission'));
    if (!read.ok) return show(c, standing, read.form, 422);
    try {
      const made = await askReReview(c.get('ctx'), { affiliateId: c.get('affiliateId'), permission: standing.permission, note: read.value.note });
      leaveFlash(c, 'good', 'portal.ask.sent');
      return c.redirect(`/portal/reviews/${made.id}`, 303);
    } catch (error) {
      return show(c, standing, refused(c, error, read.form, { CONFLICT: 'portal.ask.changed' }), 422);
    }
  });
}

/** The permission that is asked about; the one that needs it most when none is named. */
async function standingFor(c: PortalContext, permission: string | undefined): Promise<AffiliateStanding> {
  const all = await affiliateStandings(c.get('ctx'), c.get('affiliateId'));
  const found = permission === undefined || permission === '' ? (all.find(({ pendingSweepId }) => pendingSweepId !== null) ?? all.find(({ state }) => state === 'closed') ?? all[0]) : all.find((each) => each.permission === permission);
  if (!found) throw notFound('permission', permission ?? '');
  return found;
}

async function show(c: PortalContext, standing: AffiliateStanding, form: FormState, status: 200 | 422): Promise<Response> {
  const [ctx, affiliateId] = [c.get('ctx'), c.get('affiliateId')];
  const [sites, can] = await Promise.all([siteReports(ctx, affiliateId), canAskReReview(ctx, affiliateId)]);
  return render(c, <AskView standing={standing} sites={sites} due={dueIfAskedNow(ctx)} can={can[standing.permission]} form={form} />, status);
}
