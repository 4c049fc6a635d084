/** The same for every attempt at a delivery, so that the relay's log can be asked about it. */
export function messageIdOf(noticeId: number, deliveryId: number, domain: string): string {
  return `<n${noticeId}.${deliveryId}@${domain}>`;
}

/** The id of a mail that a person decided to send once more: another than what the log may hold. */
export function resentMessageId(messageId: string): string {
  const [, stem, count, domain] = /^<(.+?)(?:\.r(\d+))?@(.+)>$/.exec(messageId) ?? [];
  if (stem === undefined || domain === undefined) throw new RangeError(`not a Message-ID of ours: ${messageId}`);
  return `<${stem}.r${Number(count ?? 0) + 1}@${domain}>`;
}

/** Envelope sender by which a bounce names its delivery. Unsigned: nothing acts on bounces that come back by mail. */
export function bounceAddress(deliveryId: number, domain: string): string {
  return `bounce+${deliveryId}@${domain}`;
}
