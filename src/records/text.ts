import { z } from 'zod';

/** Control characters and lone surrogates: the first hide what is shown, the second cannot be stored as UTF-8. */
const CONTROL = /\p{Cc}|\p{Cs}/u;
const CONTROL_BUT_LINES = /(?![\n\t])\p{Cc}|\p{Cs}/u;

/** Text on one line: trimmed, of 1 to `max` characters, no control characters. */
export function lineOfText(max: number): z.ZodType<string, string> {
  return z
    .string('expected text')
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !CONTROL.test(text), 'must not hold control characters or line breaks');
}

/** Text on several lines: trimmed, CRLF made LF. */
export function linesOfText(max: number): z.ZodType<string, string> {
  return z
    .string('expected text')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(max, `must be at most ${max} characters`)
        .refine((text) => !CONTROL_BUT_LINES.test(text), 'must not hold control characters'),
    );
}

/** A field that may be left out: absent, null and blank are all null. */
export function optional<S extends z.ZodType>(schema: S): z.ZodType<z.output<S> | null> {
  return z.preprocess((value) => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value), schema.nullable()) as z.ZodType<z.output<S> | null>;
}
