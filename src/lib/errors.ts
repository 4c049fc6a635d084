/**
 * The catalogue of every error that a person or a machine can meet. One family, one page each at
 * /docs/errors/<code>. `status` is what app.ts answers over HTTP; `exit` is what the CLI exits with.
 */
export const ERROR_CATALOGUE = {
  INVALID_INPUT: { status: 422, meaning: 'A value that was sent does not have the form that is expected.', remedy: 'Read `issues`: each names the path of the fault, the value and what is expected.' },
  UNAUTHENTICATED: { status: 401, meaning: 'No valid API key was given.', remedy: 'Send `Authorization: Bearer tg_…`. Keys are made with `tuiguan key create` and shown once.' },
  SIGN_IN_FAILED: { status: 401, meaning: 'The mail address and the password, or the code, do not open an account.', remedy: 'Check both, ask for a sign-in link by mail, or set a new password.' },
  SIGN_IN_NEEDED: { status: 401, meaning: 'This needs a person who is signed in.', remedy: 'Sign in with the mail address that the message names, then open the link again.' },
  LINK_INVALID: { status: 410, meaning: 'The link from the mail is broken, was used already, or has expired.', remedy: 'Ask for a new one; only the newest mail counts.' },
  ALREADY_CLAIMED: { status: 409, meaning: 'This affiliate has an account already.', remedy: 'Sign in, or ask an owner of the account for an invitation.' },
  FORBIDDEN: { status: 403, meaning: 'Your role or your key does not carry this right.', remedy: 'Ask an administrator for the role or the scope that the message names.' },
  NOT_FOUND: { status: 404, meaning: 'There is no such thing, or it is not yours to see.', remedy: 'Check the id. Things of another affiliate are answered like things that do not exist.' },
  METHOD_NOT_ALLOWED: { status: 405, meaning: 'This address does not take this method.', remedy: 'Use one of the methods that the Allow header names.' },
  CONFLICT: { status: 409, meaning: 'The thing is no longer in the state that this action needs.', remedy: 'Read it again and decide anew.' },
  STALE_RECORD: { status: 409, meaning: 'The record was changed by somebody else after you read it.', remedy: 'Read it again, look at what differs, and send your change with the version that it has now.' },
  SELF_APPROVAL: { status: 403, meaning: 'Who planned a mass action cannot approve it.', remedy: 'Ask a second person with the approver role.' },
  STALE_PLAN: { status: 409, meaning: 'The hash that was approved is not the hash of this plan, or the facts have moved too far since.', remedy: 'Look at the plan as it is now (`tuiguan sweep show`) and approve that hash, or plan again.' },
  SHARE_GUARD: { status: 409, meaning: 'The plan closes a larger share of the affiliates than the guard allows.', remedy: 'If that is meant, confirm by giving the number of closings exactly (`--confirm-closings N`).' },
  PID_TAKEN: { status: 409, meaning: 'This PID is already registered by another affiliate.', remedy: 'A PID belongs to one affiliate; check the digits or ask the policy team.' },
  AT_IN_FUTURE: { status: 422, meaning: 'A standing was asked for a moment that has not come yet.', remedy: 'Ask for the present or the past: an answer about the future could still change.' },
  NO_KNOWN_CALENDAR: { status: 422, meaning: 'The working-day calendar of that year is not known.', remedy: 'Update the calendar data (chinese-days) once the State Council has published the year.' },
  ADDRESS_REFUSED: { status: 422, meaning: 'The address is private, reserved, or otherwise not one that the crawler may reach.', remedy: 'Give a public http(s) address. Loopback test hosts must be named with --allow-host or CRAWL_ALLOW_HOSTS.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests in a short time.', remedy: 'Wait for the seconds that Retry-After names.' },
  PAYLOAD_TOO_LARGE: { status: 413, meaning: 'The body is larger than this route takes.', remedy: 'Send less at once.' },
  CONFIG: { status: 500, meaning: 'A setting of this installation is wrong.', remedy: 'Set the variable that the message names to a value of the form that it names.' },
  UNAVAILABLE: { status: 503, meaning: 'A part that this answer needs cannot be reached now.', remedy: 'Try again shortly; nothing was changed.' },
  INTERNAL: { status: 500, meaning: 'Something went wrong on our side.', remedy: 'Tell us the request id; nothing that the message does not name was changed.' },
} as const satisfies Record<string, { status: number; meaning: string; remedy: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** One fault in what was sent: where, what was wrong there, and the value if it is fit to show. */
export interface InputIssue {
  path: string;
  message: string;
  value?: unknown;
}

/** The one error class that verbs throw on purpose. `detail` says what was wrong and where, in one sentence. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: InputIssue[];
  /** Seconds after which a RATE_LIMITED or UNAVAILABLE caller may try again. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, detail: string, extra: { issues?: InputIssue[]; retryAfter?: number; cause?: unknown } = {}) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'AppError';
    this.code = code;
    this.issues = extra.issues ?? [];
    this.retryAfter = extra.retryAfter;
  }
}

/** True for an AppError, of that code when one is given. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** "affiliate 17 was not found": the same words whether it is absent or another's. */
export function notFound(thing: string, id: string | number): AppError {
  return new AppError('NOT_FOUND', `${thing} ${id} was not found`);
}
