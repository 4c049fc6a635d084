import type { SendOutcome } from '../lib/ports.ts';

/** The fields of Nodemailer's errors that tell what happened. */
interface Failure {
  message: string;
  code?: string;
  /** The command that failed: CONN, EHLO, AUTH PLAIN, MAIL FROM, RCPT TO, DATA, API. */
  command?: string;
  response?: string;
  responseCode?: number;
}

/**
 * What a failed transmission means. Only a permanent answer to RCPT TO or to DATA bounces the mail: a 5xx to the connection, the
 * login or our sender speaks about this installation, and bouncing for it would silence every address.
 * @throws the error itself when the message was on its way and no answer to it came.
 */
export function classifyFailure(error: unknown, began: boolean): SendOutcome {
  const failure: Failure = error instanceof Error ? error : { message: String(error) };
  const response = (failure.response ?? failure.message).replace(/\s+/g, ' ').slice(0, 500);
  const code = failure.responseCode ?? 0;
  if (began && !(code >= 400 && code < 600)) throw error;
  const aboutMail = failure.command === 'RCPT TO' || failure.command === 'DATA';
  // 503 says that the session was in the wrong state, not that the mail is refused.
  if (aboutMail && code >= 500 && code !== 503) return { kind: 'bounced', code, response };
  if (failure.code === 'EENVELOPE' && failure.command === 'API') return { kind: 'bounced', code: 501, response: `501 5.1.3 ${response}` };
  return { kind: 'deferred', code, response };
}
