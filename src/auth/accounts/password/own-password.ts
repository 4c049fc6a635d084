import { consume, giveBack } from '../../limits/limiters.ts';
import type { AppError } from '../../../lib/errors.ts';
import { orRefuse } from '../answers.ts';
import { authHeaders, fieldFault, type AccountRequest } from '../request.ts';
import type { Viewer } from '../../sessions/viewer.ts';

/**
 * Does what needs the person's own password, counted like a sign-in: who found an open browser cannot try passwords in it.
 * `field` is where the form shows that it is wrong.
 */
export async function withOwnPassword<T>(request: AccountRequest, viewer: Viewer, field: string, work: (headers: Headers) => Promise<T>, refusals: Record<string, () => AppError> = {}): Promise<T> {
  const key = `own/${viewer.userId}`;
  await consume(request.deps.db, 'sign-in-address', key);
  const answer = await orRefuse(work(authHeaders(request)), (error) => refusals[error.body?.code ?? '']?.() ?? fieldFault(field, 'is not your password'));
  await giveBack(request.deps.db, 'sign-in-address', key);
  return answer;
}
