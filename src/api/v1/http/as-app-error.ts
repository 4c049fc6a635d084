import { HTTPException } from 'hono/http-exception';
import { AppError, type ErrorCode, isAppError } from '../../../lib/errors.ts';

/** Failures after which certainly nothing was done: refused, full, starting or shutting down. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT', '53300', '57P03']);
const BY_STATUS: Record<number, ErrorCode> = { 400: 'INVALID_INPUT', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 413: 'PAYLOAD_TOO_LARGE' };

/** What is told of a thrown thing. Of one that we did not mean to throw nothing is told but the request id. */
export function asAppError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown;
  // A fault within the reading of a body arrives wrapped.
  if (thrown instanceof Error && isAppError(thrown.cause)) return thrown.cause;
  if (thrown instanceof HTTPException) {
    const code = BY_STATUS[thrown.status];
    if (code) return new AppError(code, thrown.message || `the request was refused with status ${thrown.status}`, { cause: thrown });
  }
  if (isUnreachable(thrown)) return new AppError('UNAVAILABLE', 'the database cannot be reached now; nothing was changed', { retryAfter: 5, cause: thrown });
  return new AppError('INTERNAL', 'something went wrong on our side; the log has it under this request id', { cause: thrown });
}

function isUnreachable(thrown: unknown): boolean {
  for (let at = thrown, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (UNREACHABLE.has(String((at as { code?: unknown }).code))) return true;
  }
  return false;
}
