import { createUser, findStaff, openSessionFor } from '../src/auth/index.ts';
import type { EverythingOptions } from '../src/everything.ts';
import { makeCtx } from '../src/lib/ctx.ts';
import type { Stage } from './stage.ts';

/** Who can be tried out, and where each begins. */
export interface DemoPerson {
  /** What the link says: /demo/as/<name>. */
  name: 'affiliate' | 'author' | 'approver';
  who: string;
  /** The path of the page that is interesting for this person. */
  start: string;
  userId: number;
}

/** The demo's people by name: empty until the story has been played. */
export type Cast = Map<string, DemoPerson>;

type MorePages = NonNullable<EverythingOptions['pages']>;

/** `/demo/as/<name>` signs in as one of the cast. Only the demo serves it: everywhere else an account needs its password or its mail. */
export function signInLinks(cast: Cast, stage: () => Stage | undefined): MorePages {
  return (app) => {
    app.get('/demo/as/:name', async (c) => {
      const person = cast.get(c.req.param('name'));
      const deps = stage()?.all.deps;
      if (!person || !deps) return c.notFound();
      const lines = await openSessionFor(deps, { userId: person.userId, ip: c.get('ip'), userAgent: c.req.header('User-Agent') ?? '' });
      for (const line of lines) c.header('Set-Cookie', line, { append: true });
      return c.redirect(person.start, 303);
    });
  };
}

/** Gives three of the story's people an account, and their links a place to begin. */
export async function makeCast(stage: Stage, cast: Cast, { affiliateId, sweepId, planId }: { affiliateId: number; sweepId: number; planId: number }): Promise<void> {
  const ctx = makeCtx(stage.all.deps, { kind: 'operator' }, 'demo');
  const staff = async (email: string) => createUser(ctx, { email, name: (await findStaff(ctx, email)).name, password: null, staffId: (await findStaff(ctx, email)).id });
  const people: (Omit<DemoPerson, 'userId'> & { user: Promise<{ userId: number }> })[] = [
    { name: 'affiliate', who: '陈静, an affiliate whose permission was closed on the 11th', start: '/portal', user: createUser(ctx, { email: 'chen@site.example', name: '陈静', password: null, affiliateId }) },
    { name: 'author', who: '林晓, who wrote the policy and ran the sweep', start: `/console/sweeps/${sweepId}`, user: staff('lin@tuiguan.example') },
    { name: 'approver', who: '周敏, with a new plan to approve', start: `/console/sweeps/${planId}`, user: staff('zhou@tuiguan.example') },
  ];
  for (const { user, ...person } of people) cast.set(person.name, { ...person, userId: (await user).userId });
}
