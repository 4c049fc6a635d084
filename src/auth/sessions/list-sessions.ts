import { and, desc, eq, gt } from 'drizzle-orm';
import { accountSession } from '../../db/schema/index.ts';
import type { Deps } from '../../lib/ctx.ts';
import { realNow } from '../../lib/real-time.ts';
import { type DeviceWords, deviceWords } from './device-words.ts';
import type { Viewer } from './viewer.ts';

export interface SessionRow {
  sessionId: number;
  device: DeviceWords;
  ip: string | null;
  /** Real time. */
  since: Date;
  /** Real time, to the hour. */
  lastSeen: Date;
  /** This very browser. */
  current: boolean;
}

/** Where a person is signed in, the last seen first. */
export async function listSessions({ deps }: { deps: Pick<Deps, 'db'> }, viewer: Viewer): Promise<SessionRow[]> {
  const found = await deps.db
    .select()
    .from(accountSession)
    .where(and(eq(accountSession.userId, viewer.userId), gt(accountSession.expiresAt, realNow())))
    .orderBy(desc(accountSession.updatedAt), desc(accountSession.id))
    .limit(100);
  return found.map((each) => ({
    sessionId: each.id,
    device: deviceWords(each.userAgent),
    ip: each.ipAddress === '' ? null : each.ipAddress,
    since: each.createdAt,
    lastSeen: each.updatedAt,
    current: each.id === viewer.sessionId,
  }));
}
