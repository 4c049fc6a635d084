import { z } from 'zod';
import type { AuditInput } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { searchAffiliates } from '../../../records/index.ts';
import type { WebContext } from '../../http/env.ts';
import { asked } from '../desk/query.ts';
import { isOffered } from './action-options.ts';

export const KINDS = ['affiliate', 'sweep', 'case'] as const;
const DAY_MS = 86_400_000;
const Day = z.iso.date().refine((text) => text >= '2000-01-01' && text <= '2999-12-31');

/** What the page was asked for, as it stands in the query. */
export interface Asked {
  action: string | undefined;
  actor: string | undefined;
  /** The first and the last day, in UTC+8. */
  from: string | undefined;
  to: string | undefined;
  about: (typeof KINDS)[number] | undefined;
  number: string | undefined;
  before: number | undefined;
}

export function readAsked(c: WebContext): Asked {
  return {
    action: asked(c, 'action', z.string().refine(isOffered)),
    actor: asked(c, 'actor', z.string().regex(/^(staff:\d{1,15}|system|operator)$/)),
    from: asked(c, 'from', Day),
    to: asked(c, 'to', Day),
    about: asked(c, 'about', z.enum(KINDS)),
    number: asked(c, 'number', z.string().trim().regex(/^\d{1,15}$/)),
    before: asked(c, 'before', z.coerce.number().int().positive()),
  };
}

type Filter = z.input<typeof AuditInput>;

/** What to ask the log for; null when it is about an affiliate that there is not. A number without a kind asks for nothing. */
export async function filterOf(ctx: Ctx, { action, actor, from, to, about, number, before }: Asked): Promise<Filter | null> {
  const subjectId = about === 'affiliate' && number !== undefined ? await affiliateId(ctx, number) : number;
  if (subjectId === null) return null;
  return {
    ...(action === undefined ? {} : { action }),
    ...(actor === undefined ? {} : { actor }),
    ...(from === undefined ? {} : { from: midnight(from) }),
    ...(to === undefined ? {} : { to: new Date(midnight(to).getTime() + DAY_MS) }),
    ...(about === undefined ? {} : { subjectKind: about, ...(subjectId === undefined ? {} : { subjectId }) }),
    ...(before === undefined ? {} : { before }),
  };
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

async function affiliateId(ctx: Ctx, memberId: string): Promise<string | null> {
  const found = (await searchAffiliates(ctx, { memberId, limit: 1 })).affiliates[0];
  return found ? String(found.id) : null;
}
