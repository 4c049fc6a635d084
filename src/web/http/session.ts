import type { MiddlewareHandler } from 'hono';
import { affiliateActor, needsTotp, readSession, staffActor } from '../../auth/index.ts';
import { type Deps, makeCtx } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { visitorAddress } from '../../lib/visitor-address.ts';
import { unreadCount } from '../../notices/index.ts';
import { fmtOf } from '../fmt.ts';
import { preferredLocale, translate, type Translate } from '../words/index.ts';
import { chosenAffiliate, chosenLocale, chosenTheme, keepAffiliate, takeFlash } from './cookies.ts';
import type { ConsoleEnv, PortalEnv, SignedInEnv, WebContext, WebEnv } from './env.ts';

const HEADERS: [name: string, value: string][] = [
  ['Cache-Control', 'no-store'],
  // With no-referrer a form's Origin is null, and browsers without Sec-Fetch-Site could send none of ours.
  ['Referrer-Policy', 'same-origin'],
  [
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
];

/** Settles who reads and how, before any page. */
export function viewing(deps: Deps, options: { mailbox: boolean }): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    for (const [name, value] of HEADERS) c.header(name, value);
    const session = await readSession(deps, c.req.raw.headers);
    for (const line of session?.setCookies ?? []) c.header('Set-Cookie', line, { append: true });
    const viewer = session?.viewer ?? null;
    const locale = chosenLocale(c) ?? viewer?.locale ?? preferredLocale(c.req.header('Accept-Language'));
    const t: Translate = (key, values) => translate(locale, key, values);
    const { pathname, search } = new URL(c.req.url);
    c.set('deps', deps);
    c.set('viewer', viewer);
    c.set('ip', visitorAddress(c.env, c.req.header('X-Forwarded-For'), deps.config.TRUSTED_PROXIES));
    c.set('view', {
      locale,
      theme: chosenTheme(c),
      t,
      fmt: fmtOf(locale),
      now: deps.clock.now(),
      here: c.req.method === 'GET' ? pathname + search : pathname,
      viewer,
      affiliate: null,
      unread: 0,
      flash: c.req.method === 'GET' && !isFragment(c) ? takeFlash(c, t) : null,
      mailbox: options.mailbox,
    });
    await next();
  };
}

/** Sends who is not signed in to do so, and back to where they wanted to go. */
export function signedIn(): MiddlewareHandler<SignedInEnv> {
  return async (c, next) => {
    const viewer = c.get('viewer');
    if (!viewer) return toSignIn(c);
    c.set('me', viewer);
    await next();
  };
}

/** The portal: for the people of an affiliate, as the affiliate that they chose. */
export function inPortal(): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const viewer = c.get('viewer');
    if (!viewer) return toSignIn(c);
    const chosen = chosenAffiliate(c);
    // A mail's link says whom it is about: who works for several sees that one from then on.
    const named = viewer.affiliates.find((each) => each.memberId === c.req.query('member'));
    if (named && named.affiliateId !== chosen) keepAffiliate(c, named.affiliateId);
    const affiliate = named ?? viewer.affiliates.find((each) => each.affiliateId === chosen) ?? viewer.affiliates[0];
    const actor = affiliate && affiliateActor(viewer, affiliate.affiliateId);
    if (!affiliate || !actor) {
      if (viewer.staff && c.req.method === 'GET') return c.redirect('/console', 303);
      throw new AppError('FORBIDDEN', 'this account belongs to no affiliate; open the link in the notice mail once to claim yours');
    }
    const ctx = makeCtx(c.get('deps'), actor, c.get('requestId'));
    c.set('me', viewer);
    c.set('ctx', ctx);
    c.set('affiliateId', affiliate.affiliateId);
    c.set('view', { ...c.get('view'), affiliate, unread: await unreadCount(ctx, affiliate.affiliateId) });
    await next();
  };
}

/** The console: for the policy team, with a second factor where the installation asks for one. */
export function inConsole(): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const viewer = c.get('viewer');
    if (!viewer) return toSignIn(c);
    if (viewer.staff && needsTotp(c.get('deps'), viewer)) return c.redirect('/account/two-factor', 303);
    const actor = staffActor(viewer);
    if (!actor) {
      if (viewer.affiliates.length > 0 && c.req.method === 'GET') return c.redirect('/portal', 303);
      throw new AppError('FORBIDDEN', 'the console is for the policy team; ask an administrator to add you');
    }
    c.set('me', viewer);
    c.set('ctx', makeCtx(c.get('deps'), actor, c.get('requestId')));
    await next();
  };
}

/** True for what a script of ours fetches into a page. */
function isFragment(c: WebContext): boolean {
  return c.req.header('Sec-Fetch-Dest') === 'empty';
}

function toSignIn(c: WebContext): Response {
  const next = c.req.method === 'GET' ? `?next=${encodeURIComponent(c.get('view').here)}` : '';
  return c.redirect(`/sign-in${next}`, 303);
}

/** Only a path of ours: a link that leads on to another site is somebody's trick. */
export function safeNext(value: string | undefined, fallback: string): string {
  if (value === undefined || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(value)) return fallback;
  return value;
}
