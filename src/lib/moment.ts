import { z } from 'zod';

/** A moment as verbs take it: a Date, or ISO 8601 text with its zone. Text without a zone would mean another moment on another machine. */
export const Moment = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
  error: 'an ISO 8601 moment with its zone, like 2013-12-11T00:00:00+08:00',
});
