import type { Hono } from 'hono';
import { z } from 'zod';
import { isAppError } from '../../../lib/errors.ts';
import { addPlacement, getResource, parsePid } from '../../../records/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { PortalEnv } from '../../http/env.ts';
import { type FormState, readForm } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { idOf } from '../../http/id-of.ts';
import { readResourcePage } from './resource-page.tsx';
import { ResourcePage } from './resource-view.tsx';

const PidForm = z.object({ pid: z.string('form.required').trim().min(1, 'form.required').refine((pid) => parsePid(pid) !== null, 'resources.pids.malformed') });

/** POST `/portal/resources/:id/placements`: one more PID on a resource. */
export function addPlacements(app: Hono<PortalEnv>): void {
  app.post('/resources/:id/placements', async (c) => {
    const ctx = c.get('ctx');
    const { t, affiliate } = c.get('view');
    const resource = await getResource(ctx, idOf(c.req.param('id')));
    const again = async (pidForm: FormState) => render(c, <ResourcePage {...await readResourcePage(ctx, resource.id)} pidForm={pidForm} />, 422);
    const read = await readForm(c, PidForm);
    if (!read.ok) return again(read.form);
    const { pid } = read.value;
    if (parsePid(pid)?.memberId !== affiliate?.memberId) return again({ ...read.form, errors: { pid: t('resources.pids.foreign', { member: affiliate?.memberId ?? '' }) } });
    try {
      const held = await addPlacement(ctx, { affiliateId: c.get('affiliateId'), pid, resourceId: resource.id });
      const elsewhere = held.resourceId !== resource.id || resource.placements.some((each) => each.pid === pid);
      leaveFlash(c, elsewhere ? 'plain' : 'good', elsewhere ? 'resources.pids.elsewhere' : 'resources.pids.added');
      return c.redirect(`/portal/resources/${resource.id}#pids`, 303);
    } catch (error) {
      if (!isAppError(error, 'PID_TAKEN')) throw error;
      return again({ ...read.form, errors: { pid: t('resources.pids.taken') } });
    }
  });
}
