import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { isAppError } from '../../../lib/errors.ts';
import { approveSweep, cancelSweep, startSweep } from '../../../policy/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { EMPTY_FORM, type FormState, readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import type { WordKey } from '../../words/index.ts';
import { idIn } from '../desk/query.ts';
import { loadSweep } from './load.ts';
import { SweepPage } from './page.tsx';

const Approval = z.object({
  hash: z.string('form.required').min(1, 'form.required'),
  confirmClosings: z.string().optional().transform((text) => (text ?? '').replace(/[\s,，]/g, '')).pipe(z.union([z.literal('').transform(() => undefined), z.string().regex(/^\d{1,9}$/, 'form.number').transform(Number)])),
});

/** The forms of a sweep's page: approve, start, cancel. What is refused is told on the page itself. */
export function addSweepActions(app: Hono<ConsoleEnv>): void {
  app.post('/sweeps/:id{[0-9]+}/approve', async (c) => {
    const id = idIn(c, 'sweep');
    const ctx = c.get('ctx');
    const read = await readForm(c, Approval);
    if (!read.ok) return again(c, id, read.form);
    try {
      await approveSweep(ctx, { sweepId: id, ...read.value });
    } catch (error) {
      if (isAppError(error, 'SHARE_GUARD')) return again(c, id, await wrongNumber(c, id, read.form, read.value.confirmClosings));
      return again(c, id, told(c, error, read.form, { SELF_APPROVAL: 'sweep.approve.self', STALE_PLAN: 'sweep.approve.stale', INVALID_INPUT: 'sweep.approve.stale', CONFLICT: 'sweep.changed' }));
    }
    leaveFlash(c, 'good', 'sweep.approve.done');
    return c.redirect(`/console/sweeps/${id}`, 303);
  });

  app.post('/sweeps/:id{[0-9]+}/start', async (c) => {
    const id = idIn(c, 'sweep');
    try {
      await startSweep(c.get('ctx'), id);
    } catch (error) {
      return again(c, id, told(c, error, EMPTY_FORM, { STALE_PLAN: 'sweep.start.stale', CONFLICT: 'sweep.start.policy' }));
    }
    leaveFlash(c, 'good', 'sweep.start.done');
    return c.redirect(`/console/sweeps/${id}`, 303);
  });

  app.post('/sweeps/:id{[0-9]+}/cancel', async (c) => {
    const id = idIn(c, 'sweep');
    const { state } = await cancelSweep(c.get('ctx'), id);
    leaveFlash(c, 'plain', state === 'cancelled' ? 'sweep.cancel.done' : 'sweep.cancel.going');
    return c.redirect(`/console/sweeps/${id}`, 303);
  });
}

/** A refusal that the page tells. Who may not do it at all, and what is not there, get their own answers. */
function told(c: Context<ConsoleEnv>, error: unknown, form: FormState, words: Partial<Record<string, WordKey>>): FormState {
  if (isAppError(error, 'FORBIDDEN') || isAppError(error, 'NOT_FOUND')) throw error;
  return refused(c, error, form, words);
}

async function wrongNumber(c: Context<ConsoleEnv>, id: number, form: FormState, typed: number | undefined): Promise<FormState> {
  const { t, fmt } = c.get('view');
  const { preview } = await loadSweep(c.get('ctx'), id);
  const text = typed === undefined ? t('sweep.approve.number.missing') : t('sweep.approve.number.wrong', { n: fmt.number(preview?.counts.close ?? 0) });
  return { ...form, errors: { confirmClosings: text } };
}

async function again(c: Context<ConsoleEnv>, id: number, form: FormState): Promise<Response> {
  return render(c, <SweepPage view={await loadSweep(c.get('ctx'), id)} form={form} />, 422);
}
