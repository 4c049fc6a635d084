import type { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx } from '../../../lib/ctx.ts';
import { realNow } from '../../../lib/real-time.ts';
import { checkProof, getResource, PROOF_METHODS, type ProofMethod, type ResourceView, startProof } from '../../../records/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { PortalEnv } from '../../http/env.ts';
import { readForm } from '../../http/form.ts';
import { fragment, render } from '../../http/render.tsx';
import { idOf } from '../../http/id-of.ts';
import { mayLook } from './proof-guard.ts';
import { ProofStatus } from './proof-status.tsx';
import { ProofPage } from './proof-view.tsx';

const MethodForm = z.object({ method: z.enum(PROOF_METHODS, 'resources.proof.no_start') });
/** A page that is left open stops asking. */
const WATCH_MS = 15 * 60_000;

/** `/portal/resources/:id/proof`: what to place where, and a look at it every few seconds. */
export function addProof(app: Hono<PortalEnv>): void {
  app.get('/resources/:id/proof', async (c) => {
    const ctx = c.get('ctx');
    const site = await getResource(ctx, idOf(c.req.param('id')));
    const started = startedMethod(site, c.req.query('method'));
    const place = started && (await startProof(ctx, { resourceId: site.id, method: started })).place;
    return render(c, <ProofPage site={site} place={place ?? null} until={realNow().getTime() + WATCH_MS} />);
  });
  app.post('/resources/:id/proof', async (c) => {
    const ctx = c.get('ctx');
    const site = await getResource(ctx, idOf(c.req.param('id')));
    const read = await readForm(c, MethodForm);
    if (!read.ok) return render(c, <ProofPage site={site} place={null} until={0} error={read.form.errors.method} />, 422);
    await startProof(ctx, { resourceId: site.id, method: read.value.method });
    return c.redirect(`/portal/resources/${site.id}/proof?method=${read.value.method}`, 303);
  });
  app.post('/resources/:id/proof/check', async (c) => {
    const ctx = c.get('ctx');
    const site = await getResource(ctx, idOf(c.req.param('id')));
    const read = await readForm(c, MethodForm);
    const method = read.ok ? startedMethod(site, read.value.method) : undefined;
    if (!method) return render(c, <ProofPage site={site} place={null} until={0} error={c.get('view').t('resources.proof.no_start')} />, 422);
    if (!mayLook(site.id)) leaveFlash(c, 'plain', 'resources.proof.soon');
    else {
      const { state } = await checkProof(ctx, { resourceId: site.id, method });
      leaveFlash(c, state === 'proved' ? 'good' : 'plain', state === 'proved' ? 'resources.proof.flash.good' : 'resources.proof.flash.bad');
    }
    return c.redirect(`/portal/resources/${site.id}/proof?method=${method}`, 303);
  });
  app.get('/resources/:id/proof/:method/look', async (c) => {
    const ctx = c.get('ctx');
    const before = await getResource(ctx, idOf(c.req.param('id')));
    const method = startedMethod(before, c.req.param('method'));
    const over = Number(c.req.query('until')) < realNow().getTime();
    // Only our own page's script makes us go out to the network, not a link or a preview of one.
    const ours = c.req.header('Sec-Fetch-Site') === 'same-origin' && c.req.header('Sec-Fetch-Dest') === 'empty';
    const site = method && before.verifiedAt === null && ours && !over && mayLook(before.id) ? await look(ctx, before, method) : before;
    return fragment(c, <ProofStatus site={site} method={method} stopped={over} />, { done: site.verifiedAt !== null || over || !method });
  });
}

async function look(ctx: Ctx, site: ResourceView, method: ProofMethod): Promise<ResourceView> {
  await checkProof(ctx, { resourceId: site.id, method });
  return getResource(ctx, site.id);
}

/** The method that is asked for if it was started, else the last one that was. */
function startedMethod(site: ResourceView, asked: string | undefined): ProofMethod | undefined {
  if (site.kind !== 'site') return undefined;
  return (site.proofs.find(({ method }) => method === asked) ?? (asked === undefined ? site.proofs.at(-1) : undefined))?.method;
}
