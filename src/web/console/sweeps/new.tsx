import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../../auth/index.ts';
import { isAppError } from '../../../lib/errors.ts';
import { listPolicies, PERMISSIONS, type Permission, PermissionSchema, requestPlan } from '../../../policy/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { formOf, type FormState, readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { asked } from '../desk/query.ts';
import { NewSweepPage, type Plannable } from './new-page.tsx';

const NewSweep = z
  .object({
    permission: z.string().regex(/^[a-z_]{1,60}@\d{1,6}$/, 'form.choose'),
    noticeDays: z.string().trim().regex(/^\d{1,2}$/, 'sweep.new.days.wrong').transform(Number).pipe(z.number().min(1, 'sweep.new.days.wrong').max(90, 'sweep.new.days.wrong')),
    when: z.enum(['now', 'at'], 'form.choose'),
    date: z.string().trim().default(''),
    time: z.string().trim().default(''),
  })
  .superRefine(({ when, date, time }, ctx) => {
    if (when !== 'at') return;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) ctx.addIssue({ code: 'custom', path: ['date'], message: 'sweep.new.date.missing' });
    if (!/^([01]?\d|2[0-3])[:：][0-5]\d$/.test(time)) ctx.addIssue({ code: 'custom', path: ['time'], message: 'sweep.new.time.wrong' });
  });

/** `/console/sweeps/new`: what is to be planned. */
export function addNewSweep(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/new', async (c) => {
    authorize(c.get('ctx'), 'sweep.plan');
    const plannable = await plannables(c);
    const wished = asked(c, 'permission', PermissionSchema);
    const chosen = plannable.find(({ permission, version }) => version !== null && (wished === undefined || permission === wished));
    const form = formOf({ permission: chosen?.version ? `${chosen.permission}@${chosen.version}` : '', noticeDays: c.get('deps').config.NOTICE_DAYS, when: 'now' });
    return render(c, <NewSweepPage plannable={plannable} form={form} />);
  });

  app.post('/sweeps/new', async (c) => {
    const ctx = c.get('ctx');
    authorize(ctx, 'sweep.plan');
    const read = await readForm(c, NewSweep);
    if (!read.ok) return again(c, read.form);
    const { permission, noticeDays, when, date, time } = read.value;
    const announceAt = when === 'at' ? momentOf(date, time) : undefined;
    if (announceAt && announceAt <= ctx.clock.now()) return again(c, { ...read.form, errors: { date: c.get('view').t('sweep.new.past') } });
    try {
      const { sweepId } = await requestPlan(ctx, { policy: permission, noticeDays, announceAt });
      leaveFlash(c, 'good', 'sweep.new.done');
      return c.redirect(`/console/sweeps/${sweepId}`, 303);
    } catch (error) {
      if (isAppError(error, 'FORBIDDEN')) throw error;
      return again(c, refused(c, error, read.form, { NOT_FOUND: 'form.choose' }));
    }
  });
}

/** A date and a time of UTC+8. */
function momentOf(date: string, time: string): Date {
  const [hour = '', minute = ''] = time.split(/[:：]/);
  return new Date(`${date}T${hour.padStart(2, '0')}:${minute}:00+08:00`);
}

async function plannables(c: Context<ConsoleEnv>): Promise<Plannable[]> {
  const ctx = c.get('ctx');
  return Promise.all(
    (Object.keys(PERMISSIONS) as Permission[]).map(async (permission) => {
      const held = (await listPolicies(ctx, permission)).find(({ state }) => state === 'published');
      return { permission, version: held?.version ?? null, requirements: held?.definition.requirements ?? [] };
    }),
  );
}

async function again(c: Context<ConsoleEnv>, form: FormState): Promise<Response> {
  return render(c, <NewSweepPage plannable={await plannables(c)} form={form} />, 422);
}
