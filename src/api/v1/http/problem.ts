import { z } from '@hono/zod-openapi';
import { type AppError, ERROR_CATALOGUE } from '../../../lib/errors.ts';

/** RFC 9457, with our members beside: `code`, `docs`, `requestId`, and `issues` for faults in what was sent. */
export const Problem = z
  .object({
    type: z.url().openapi({ description: 'The page of this error' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().openapi({ description: 'What was wrong, where, and what to do' }),
    code: z.string().openapi({ example: 'NOT_FOUND' }),
    docs: z.url(),
    requestId: z.string(),
    issues: z
      .array(z.object({ path: z.string(), message: z.string(), value: z.unknown().optional() }))
      .optional()
      .openapi({ description: 'One a fault: the path in dots, what was expected, and what was there' }),
  })
  .openapi('Problem');

export type Problem = z.output<typeof Problem>;

/** The page of an error code. */
export function errorPage(base: string, code: string): string {
  return `${base}/docs/errors/${code}`;
}

export function problemOf(error: AppError, at: { base: string; requestId: string }): Problem {
  const { status, meaning } = ERROR_CATALOGUE[error.code];
  const page = errorPage(at.base, error.code);
  return {
    type: page,
    title: meaning,
    status,
    detail: error.message,
    code: error.code,
    docs: page,
    requestId: at.requestId,
    ...(error.issues.length > 0 ? { issues: error.issues } : {}),
  };
}
