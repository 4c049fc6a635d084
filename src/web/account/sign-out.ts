import type { Hono } from 'hono';
import { signOut } from '../../auth/index.ts';
import type { WebEnv } from '../http/env.ts';
import { accountRequest, giveCookies } from './request.ts';

/** Ends this session; signing out twice is the same as once. */
export function addSignOut(app: Hono<WebEnv>): void {
  app.post('/sign-out', async (c) => {
    giveCookies(c, (await signOut(accountRequest(c))).setCookies);
    return c.redirect('/', 303);
  });
}
