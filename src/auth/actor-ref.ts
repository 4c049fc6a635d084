/** A reference as `actorRef` of lib/ctx.ts and `userRef` write it; `person` is somebody who acted for an affiliate. */
export type Ref =
  | { text: string; kind: 'system' }
  | { text: string; kind: 'operator' }
  | { text: string; kind: 'staff'; id: number }
  | { text: string; kind: 'user'; id: number }
  | { text: string; kind: 'key'; id: number }
  | { text: string; kind: 'affiliate'; affiliateId: number }
  | { text: string; kind: 'person'; affiliateId: number; id: number };

const FORM = /^(?:(staff|user|key):(\d{1,15})|affiliate:(\d{1,15})(?:\/user:(\d{1,15}))?)$/;

/** Reads a reference; null for what is none. */
export function readRef(text: string): Ref | null {
  if (text === 'system' || text === 'operator') return { text, kind: text };
  const [, kind, id, affiliateId, user] = FORM.exec(text) ?? [];
  if (kind === 'staff' || kind === 'user' || kind === 'key') return { text, kind, id: Number(id) };
  if (affiliateId === undefined) return null;
  return user === undefined ? { text, kind: 'affiliate', affiliateId: Number(affiliateId) } : { text, kind: 'person', affiliateId: Number(affiliateId), id: Number(user) };
}
