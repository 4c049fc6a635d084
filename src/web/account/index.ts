import type { Hono } from 'hono';
import type { WebEnv } from '../http/env.ts';
import { addClaimRequest } from './claim-request.tsx';
import { addClaim } from './claim.tsx';
import { addForgot } from './forgot.tsx';
import { insidePages } from './inside.tsx';
import { addJoin } from './join.tsx';
import { addPassword } from './password.tsx';
import { addProfile } from './profile.tsx';
import { addReset } from './reset.tsx';
import { addSessions } from './sessions.tsx';
import { addSignInCode } from './sign-in-code.tsx';
import { addSignInLink } from './sign-in-link.tsx';
import { addSignIn } from './sign-in.tsx';
import { addSignOut } from './sign-out.ts';
import { addStaffJoin } from './staff-join.tsx';
import { addTwoFactor } from './two-factor.tsx';

/** Sign-in, claims and invitations, and the account's own pages. */
export function accountPages(app: Hono<WebEnv>): void {
  addSignIn(app);
  addSignInCode(app);
  addSignInLink(app);
  addForgot(app);
  addReset(app);
  addClaim(app);
  addClaimRequest(app);
  addJoin(app);
  addStaffJoin(app);
  addSignOut(app);
  insidePages(app, (inside) => {
    addProfile(inside);
    addPassword(inside);
    addSessions(inside);
    addTwoFactor(inside);
  });
}
