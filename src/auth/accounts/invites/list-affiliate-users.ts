import { and, asc, eq, gt, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import { accountSession, accountUser, affiliateInvite, affiliateUser } from '../../../db/schema/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { parse } from '../../../lib/parse.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authorize } from '../../abilities/index.ts';

const Input = z.object({ affiliateId: z.int().positive() });

export interface AffiliatePeople {
  /** `lastSeen` is real time, to the hour; null for who has no session at present. */
  users: { userId: number; name: string; email: string; role: 'owner' | 'member'; since: Date; lastSeen: Date | null }[];
  /** Invitations that can still be accepted. */
  invites: { inviteId: number; email: string; since: Date; expiresAt: Date }[];
}

/** Who acts for an affiliate, and who is invited. */
export async function listAffiliateUsers(ctx: Ctx, input: z.input<typeof Input>): Promise<AffiliatePeople> {
  const { affiliateId } = parse(Input, input);
  authorize(ctx, 'affiliates.people', { affiliateId });
  const [users, invites] = await Promise.all([
    ctx.db
      .select({ userId: accountUser.id, name: accountUser.name, email: accountUser.email, role: affiliateUser.role, since: affiliateUser.createdAt, lastSeen: max(accountSession.updatedAt) })
      .from(affiliateUser)
      .innerJoin(accountUser, eq(accountUser.id, affiliateUser.userId))
      .leftJoin(accountSession, eq(accountSession.userId, accountUser.id))
      .where(eq(affiliateUser.affiliateId, affiliateId))
      .groupBy(affiliateUser.id, accountUser.id)
      .orderBy(asc(affiliateUser.id)),
    ctx.db
      .select({ inviteId: affiliateInvite.id, email: affiliateInvite.email, since: affiliateInvite.createdAt, expiresAt: affiliateInvite.expiresAt })
      .from(affiliateInvite)
      .where(and(eq(affiliateInvite.affiliateId, affiliateId), isNull(affiliateInvite.acceptedAt), isNull(affiliateInvite.revokedAt), gt(affiliateInvite.expiresAt, realNow())))
      .orderBy(asc(affiliateInvite.id)),
  ]);
  return { users, invites };
}
