import { claimExpiry, claimToken } from '../auth/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import type { OutgoingMail } from '../lib/ports.ts';
import { midnightAfter } from '../lib/workdays.ts';
import type { Claimed } from './claim-deliveries.ts';
import { STATEMENT_ALLOWANCE_MS } from './delivery-settings.ts';
import { bounceAddress, messageIdOf } from './message-id.ts';
import { renderNotice } from './render-notice.ts';
import type { RequirementText } from './requirement-texts.ts';

export interface ComposedMail {
  delivery: Claimed;
  mail: OutgoingMail;
  /** The closing date that the mail states; null for kinds that announce none. */
  stated: Date | null;
  noticeDays: number | null;
}

/** The mail of a delivery as it must read when it leaves now. @throws AppError when the notice cannot be rendered. */
export function composeMail(ctx: Ctx, delivery: Claimed, requirementText: RequirementText): ComposedMail {
  const { config } = ctx.deps;
  const noticeDays = delivery.kind === 'closing_announced' ? noticeDaysOf(delivery) : null;
  const stated = noticeDays === null ? null : midnightAfter(new Date(ctx.clock.now().getTime() + STATEMENT_ALLOWANCE_MS), noticeDays);
  const { subject, html, text } = renderNotice({
    notice: { id: delivery.noticeId, kind: delivery.kind, permission: delivery.permission, payload: delivery.payload },
    affiliate: delivery,
    locale: delivery.locale,
    requirementText,
    effectiveAt: stated,
    dateIsFinal: true,
    config,
    claimToken: delivery.hasUsers ? null : claimToken(config, { affiliateId: delivery.affiliateId, email: delivery.address, expiresAt: claimExpiry() }),
  });
  const messageId = delivery.messageId ?? messageIdOf(delivery.noticeId, delivery.id, config.MAIL_DOMAIN);
  return {
    delivery,
    stated,
    noticeDays,
    mail: {
      messageId,
      envelopeFrom: bounceAddress(delivery.id, config.MAIL_DOMAIN),
      from: config.MAIL_FROM,
      to: delivery.address,
      subject,
      html,
      text,
      headers: { 'X-Tuiguan-Notice': String(delivery.noticeId), 'Auto-Submitted': 'auto-generated', 'Content-Language': delivery.locale },
    },
  };
}

/** True when a mail that the relay took at `acceptedAt` states a date that the notice period allows. */
export function statementHolds(acceptedAt: Date, stated: Date | null, noticeDays: number | null): boolean {
  return stated === null || noticeDays === null || midnightAfter(acceptedAt, noticeDays) <= stated;
}

function noticeDaysOf(delivery: Claimed): number {
  const days = (delivery.payload as { noticeDays?: unknown } | null)?.noticeDays;
  if (typeof days !== 'number' || !(days >= 1)) throw new AppError('INTERNAL', `notice ${delivery.noticeId}: payload.noticeDays is needed by closing_announced`);
  return days;
}
