import type { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../../../lib/errors.ts';
import { keepAffiliate } from '../../http/cookies.ts';
import { readForm } from '../../http/form.ts';
import type { PortalEnv } from '../context.ts';

const Choice = z.object({ affiliateId: z.coerce.number().int().positive() });

/** POST `/portal/switch`: which of several affiliates the portal shows. It leads home: the page before belongs to the other one. */
export function addSwitch(app: Hono<PortalEnv>): void {
  app.post('/switch', async (c) => {
    const read = await readForm(c, Choice);
    const chosen = read.ok ? c.get('me').affiliates.find(({ affiliateId }) => affiliateId === read.value.affiliateId) : undefined;
    if (!chosen) throw notFound('affiliate', read.form.values['affiliateId'] ?? '');
    keepAffiliate(c, chosen.affiliateId);
    return c.redirect('/portal', 303);
  });
}
