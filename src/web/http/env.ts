import type { Context } from 'hono';
import type { Viewer } from '../../auth/index.ts';
import type { Ctx, Deps } from '../../lib/ctx.ts';
import type { View } from '../view.ts';

/** What every page finds: who reads and how. */
export interface WebEnv {
  Variables: { requestId: string; deps: Deps; view: View; viewer: Viewer | null; ip: string };
}

/** What pages behind a sign-in find besides. */
export interface SignedInEnv {
  Variables: WebEnv['Variables'] & { me: Viewer };
}

/** Portal pages act as one affiliate's person. */
export interface PortalEnv {
  Variables: SignedInEnv['Variables'] & { ctx: Ctx; affiliateId: number };
}

/** Console pages act as one of the policy team. */
export interface ConsoleEnv {
  Variables: SignedInEnv['Variables'] & { ctx: Ctx };
}

/** What needs only the page's own takes the context of any of these. */
export type WebContext = Pick<Context, 'req' | 'env' | 'body' | 'header' | 'redirect'> & { get: Context<WebEnv>['get'] };

/** The same, for what Hono's own helpers ask for. */
export function whole(c: WebContext): Context {
  return c as unknown as Context;
}
