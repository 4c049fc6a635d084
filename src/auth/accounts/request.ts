import { type Ctx, type Deps, makeCtx } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import type { z } from 'zod';
import { parse } from '../../lib/parse.ts';
import { cookieName } from '../sessions/cookies.ts';

/** What a page hands on of a request: whose cookies, from where. `ip` is the peer's, or what a trusted proxy says of it. */
export interface AccountRequest {
  deps: Deps;
  headers: Headers;
  ip: string;
  requestId: string;
}

/** `in`: the cookies sign the person in. `code`: the password was right and a code of the second factor is asked for next. */
export type SignedIn = { kind: 'in'; setCookies: string[]; userId: number } | { kind: 'code'; setCookies: string[] };

/** The header in which better-auth is told the address; what the browser sent under that name is thrown away. */
export const IP_HEADER = 'x-tuiguan-ip';

/** The headers that better-auth is handed: cookies, the user agent and the address that the page vouches for. */
export function authHeaders(request: Pick<AccountRequest, 'headers' | 'ip'>): Headers {
  const headers = new Headers({ [IP_HEADER]: request.ip });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** A context for the audit rows of verbs that people use before the house knows who they are. */
export function systemCtx(request: Pick<AccountRequest, 'deps' | 'requestId'>): Ctx {
  return makeCtx(request.deps, { kind: 'system' }, request.requestId);
}

/** The same without a session: better-auth would take whoever is signed in for the one whose sign-in is under way. */
export function headersWithoutSession(request: Pick<AccountRequest, 'deps' | 'headers' | 'ip'>): Headers {
  const headers = authHeaders(request);
  const name = `${cookieName(request.deps.config, 'session_token')}=`;
  const kept = (headers.get('cookie') ?? '').split(';').filter((pair) => !pair.trimStart().startsWith(name));
  headers.set('cookie', kept.join(';'));
  return headers;
}

/** Parses what was typed; unlike parse(), no issue repeats the value, since it may be a password or a token. */
export function parseTyped<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  try {
    return parse(schema, input);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, { issues: error.issues.map(({ path, message }) => ({ path, message })) });
  }
}

/** INVALID_INPUT about one field of a form, to be shown beside it. */
export function fieldFault(path: string, message: string): AppError {
  return new AppError('INVALID_INPUT', `${path}: ${message}`, { issues: [{ path, message }] });
}
