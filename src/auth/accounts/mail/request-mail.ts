import { consume } from '../../limits/limiters.ts';
import type { AccountRequest } from '../request.ts';
import { nudgeMail, type QueuedMail, queueMail } from './queue-mail.ts';

/**
 * Takes down that a stranger asks for a mail. Whether the address has an account is looked up by who sends it, so that
 * neither the answer nor its time tells. 5 in an hour for an address and 30 for an IP address. @throws RATE_LIMITED.
 */
export async function requestMail({ deps, ip }: AccountRequest, mail: QueuedMail): Promise<void> {
  await consume(deps.db, 'mail-ip', ip);
  await consume(deps.db, 'mail-address', mail.address);
  await queueMail(deps.db, mail);
  await nudgeMail(deps);
}

