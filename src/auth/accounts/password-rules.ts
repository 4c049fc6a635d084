import { z } from 'zod';

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** The commonest passwords of ten characters and more in lists of leaked ones, in lower case. */
const COMMON: ReadonlySet<string> = new Set([
  '1234567890', '12345678910', '123456789a', '0123456789', '0987654321', '9876543210', '1111111111', '0000000000', '8888888888', '6666666666',
  '123123123123', '1234512345', '1122334455', '1234554321', '147258369a', '1qaz2wsx3edc', '1q2w3e4r5t', '1q2w3e4r5t6y', 'q1w2e3r4t5', 'qwertyuiop',
  'qwerty12345', 'qwerty123456', 'qwertyuiop1', 'asdfghjkl1', 'asdfghjkl;', 'zxcvbnm123', 'abcdefghij', 'abcd123456', 'abc1234567', 'abc123456789',
  'aa12345678', 'aa123456789', 'a123456789', 'a1234567890', 'password12', 'password123', 'password1234', 'passw0rd123', 'p@ssw0rd123', 'iloveyou123',
  'woaini1314', 'woaini1314520', 'woaini520', '5201314520', '1314520520', 'taobao1234', 'taobao123456', 'alibaba123', 'admin12345', 'admin123456',
  'administrator', 'welcome123', 'letmein123', 'changeme123', 'tuiguan1234', 'tuiguan123456', 'qazwsxedcrfv', 'asdf123456', 'zaq12wsxcde3',
]);

/** At least 10 and at most 200 characters and not one of the commonest: length is what counts (NIST SP 800-63B §3.1.1). */
export const NewPassword = z
  .string('a password')
  .min(PASSWORD_MIN, `at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `at most ${PASSWORD_MAX} characters`)
  .refine((password) => !COMMON.has(password.toLowerCase()) && new Set(password).size > 2, 'is among the first that anybody would try: choose another');

/** A password as typed to sign in: whatever it is, it was allowed once. */
export const TypedPassword = z.string('a password').min(1, 'must not be empty').max(PASSWORD_MAX, `at most ${PASSWORD_MAX} characters`);
