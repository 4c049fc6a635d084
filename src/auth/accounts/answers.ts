import { type APIError, isAPIError } from 'better-auth/api';
import { AppError } from '../../lib/errors.ts';

/** Runs a request of better-auth; its refusals become `refused`, and what is no refusal stays a fault. */
export async function orRefuse<T>(work: Promise<T>, refused: (error: APIError) => AppError): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isAPIError(error)) throw refused(error);
    throw error;
  }
}

/** The same words whatever was wrong: an answer never tells whether an address has an account. */
export function signInFailed(): AppError {
  return new AppError('SIGN_IN_FAILED', 'the mail address or the password is not right');
}

export function codeWrong(): AppError {
  return new AppError('SIGN_IN_FAILED', 'the code is not right, or it was used already: take the next one that the app shows');
}

export function startAgain(): AppError {
  return new AppError('SIGN_IN_NEEDED', 'this sign-in took too long or its tries are used up: start again with the password');
}

export function linkInvalid(what: string, remedy: string): AppError {
  return new AppError('LINK_INVALID', `${what}: ${remedy}`);
}
