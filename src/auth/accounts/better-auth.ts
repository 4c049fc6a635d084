import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { magicLink } from 'better-auth/plugins/magic-link';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Db } from '../../db/client.ts';
import { accountCredential, accountSession, accountTwoFactor, accountUser, accountVerification } from '../../db/schema/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Deps } from '../../lib/ctx.ts';
import { publicUrl } from '../../lib/public-url.ts';
import { sessionDefaults } from '../sessions/session-rules.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './password-rules.ts';
import { IP_HEADER } from './request.ts';
import { authSecret } from './secret.ts';

export const LINK_MINUTES = { signIn: 15, reset: 60 } as const;
const TRUSTED_DEVICE_DAYS = 30;

/** Where better-auth drops the token that it has just made, instead of sending a mail itself: see mintToken(). */
const minted = new AsyncLocalStorage<{ token?: string }>();
function catchToken({ token }: { token: string }): Promise<void> {
  const store = minted.getStore();
  if (store) store.token = token;
  return Promise.resolve();
}

/** Runs a request of better-auth that would send a mail, and hands back the token that the mail would carry; null when there is none. */
export async function mintToken(work: () => Promise<unknown>): Promise<string | null> {
  const store: { token?: string } = {};
  await minted.run(store, work);
  return store.token ?? null;
}

function makeAuth({ db, config, log }: Pick<Deps, 'db' | 'config' | 'log'>) {
  return betterAuth({
    appName: '推管 Tuiguan',
    baseURL: publicUrl(config),
    secret: authSecret(config),
    telemetry: { enabled: false },
    // Counted by src/auth/limits, over all processes; no handler of better-auth is mounted that could count here.
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ from: 'better-auth' }, message) },
    // No transactions of its own: its hooks read on another connection, and a full pool would wait for itself.
    database: drizzleAdapter(db, {
      provider: 'pg',
      transaction: false,
      schema: { user: accountUser, session: accountSession, account: accountCredential, verification: accountVerification, twoFactor: accountTwoFactor },
    }),
    advanced: {
      cookiePrefix: 'tuiguan',
      useSecureCookies: publicUrl(config).startsWith('https:'),
      // Our tables leave out the columns of sign-in providers that we do not have.
      database: { generateId: 'serial', validateSchema: false },
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
    },
    verification: { storeIdentifier: 'hashed', disableCleanup: true },
    session: { expiresIn: config.SESSION_DAYS * 86_400, disableSessionRefresh: true, freshAge: 0 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: LINK_MINUTES.reset * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: catchToken,
    },
    plugins: [
      magicLink({ disableSignUp: true, expiresIn: LINK_MINUTES.signIn * 60, sendMagicLink: catchToken }),
      // Tries are counted by src/auth/limits, exactly and for each user.
      twoFactor({ issuer: 'Tuiguan', allowPasswordless: true, trustDeviceMaxAge: TRUSTED_DEVICE_DAYS * 86_400, accountLockout: { enabled: false } }),
    ],
    databaseHooks: { session: { create: { before: (session, context) => sessionDefaults({ db, config }, session, context?.path ?? null) } } },
  });
}

export type Auth = ReturnType<typeof makeAuth>;
const made = new WeakMap<Db, WeakMap<Config, Auth>>();

/** The better-auth of this installation: one for each database and settings. It makes no network call. */
export function authOf(deps: Pick<Deps, 'db' | 'config' | 'log'>): Auth {
  const ofDb = made.get(deps.db) ?? new WeakMap<Config, Auth>();
  made.set(deps.db, ofDb);
  const auth = ofDb.get(deps.config) ?? makeAuth(deps);
  ofDb.set(deps.config, auth);
  return auth;
}
