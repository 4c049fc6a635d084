import { and, eq } from 'drizzle-orm';
import { accountMail, type AccountMailState } from '../../../db/schema/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { OutgoingMail, SendOutcome } from '../../../lib/ports.ts';
import { contactAddress, publicUrl } from '../../../lib/public-url.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authorize } from '../../abilities/index.ts';
import { type ClaimedMail, claimMails } from './claim-mails.ts';
import { accountTemplates } from './load-templates.ts';
import { type MailWords, resolveMail } from './resolve-mail.ts';

const BATCH = 50;
/** Pause before the next attempt in seconds: doubling from 15 s to 10 min. */
const backoffS = (attempts: number): number => Math.min(600, 15 * 2 ** Math.max(0, attempts - 1));

interface Outcome {
  state: AccountMailState;
  response: string | null;
}

/**
 * Sends a batch of due account mails; how many rows it took (0 = nothing was due). A crash between sending and writing it
 * down sends one twice, with two links that both work once: here that is better than none.
 */
export async function sendAccountMails(ctx: Ctx, stop?: AbortSignal): Promise<number> {
  authorize(ctx, 'system.work');
  const claimed = await claimMails(ctx, BATCH);
  for (const mail of claimed) {
    if (stop?.aborted) await settle(ctx, mail, { state: 'pending', response: null }, 0);
    else await settle(ctx, mail, await attempt(ctx, mail), backoffS(mail.attempts));
  }
  return claimed.length;
}

async function attempt(ctx: Ctx, mail: ClaimedMail): Promise<Outcome> {
  try {
    const words = await resolveMail(ctx, mail);
    if (!words) return { state: 'dropped', response: null };
    return outcomeOf(await ctx.deps.mail.send(compose(ctx, mail, words)));
  } catch (err) {
    ctx.deps.log.warn({ err, accountMailId: mail.id }, 'an account mail could not be sent; it is tried again');
    return { state: 'pending', response: err instanceof Error ? err.message : String(err) };
  }
}

function outcomeOf(said: SendOutcome): Outcome {
  return { state: said.kind === 'accepted' ? 'sent' : said.kind === 'bounced' ? 'failed' : 'pending', response: said.response };
}

/** Unless somebody else took the row meanwhile. What is not tried again keeps no payload. */
async function settle(ctx: Ctx, mail: ClaimedMail, { state, response }: Outcome, waitS: number): Promise<void> {
  await ctx.db
    .update(accountMail)
    .set({ state, response, waitUntil: new Date(realNow().getTime() + waitS * 1000), ...(state === 'pending' ? {} : { payload: null }) })
    .where(and(eq(accountMail.id, mail.id), eq(accountMail.attempts, mail.attempts), eq(accountMail.state, 'claimed')));
}

/** The mail as it leaves. Its kind stands in a header, so that the mailbox and the relay's log can tell it from notices. */
function compose(ctx: Ctx, mail: ClaimedMail, { locale, ...words }: MailWords): OutgoingMail {
  const { config } = ctx.deps;
  const { subject, html, text } = accountTemplates(mail.kind, locale);
  const view = { ...words, address: mail.address, contact: contactAddress(config), portalUrl: publicUrl(config) };
  return {
    messageId: `<account.${mail.id}.${mail.attempts}@${config.MAIL_DOMAIN}>`,
    envelopeFrom: `account+${mail.id}@${config.MAIL_DOMAIN}`,
    from: config.MAIL_FROM,
    to: mail.address,
    subject: subject(view).trim(),
    html: html(view),
    text: text(view),
    headers: { 'X-Tuiguan-Account': mail.kind, 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
  };
}
