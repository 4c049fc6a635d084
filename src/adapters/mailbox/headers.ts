import { simpleParser } from 'mailparser';

/** The bytes of the header, up to the empty line. */
function head(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw : raw.subarray(0, end + 4);
}

/** A header's value as it stands, unfolded; null when there is none. For plain ASCII headers only. */
export function headerOf(raw: Buffer, name: string): string | null {
  const unfolded = head(raw).toString('latin1').replace(/\r?\n[ \t]+/g, ' ');
  const match = new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded);
  return match?.[1]?.trim() ?? null;
}

/** The subject, decoded. */
export async function subjectOf(raw: Buffer): Promise<string> {
  const parsed = await simpleParser(head(raw), { skipTextToHtml: true, skipHtmlToText: true });
  return parsed.subject ?? '';
}
