import type { z } from 'zod';
import { AppError, type InputIssue } from './errors.ts';

/**
 * Parses `input` with a Zod schema or throws INVALID_INPUT with one issue a fault:
 * the path in dots, what was expected, and the value that was there.
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues: InputIssue[] = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
    value: valueAt(input, issue.path),
  }));
  const first = issues[0];
  throw new AppError('INVALID_INPUT', first ? `${first.path || 'input'}: ${first.message}` : 'invalid input', { issues });
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let at: unknown = input;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[key];
  }
  return typeof at === 'object' ? undefined : at;
}
