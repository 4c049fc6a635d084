import { listAffiliateUsers } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { View } from '../../view.ts';

/** Names of an affiliate's people by their user id. */
export type Names = ReadonlyMap<number, string>;

/** Who changed a record, in words: `changedBy` is an actor as lib/ctx.ts writes it. */
export function who(changedBy: string, names: Names, { t, viewer }: Pick<View, 't' | 'viewer'>): string {
  const user = /^affiliate:\d+\/user:(\d+)$/.exec(changedBy)?.[1];
  if (user !== undefined) return Number(user) === viewer?.userId ? t('record.by.you') : (names.get(Number(user)) ?? t('record.by.colleague'));
  if (changedBy.startsWith('affiliate:')) return t('record.by.own');
  if (changedBy.startsWith('staff:')) return t('record.by.team');
  return changedBy === 'system' ? t('record.by.system') : t('record.by.import');
}

export async function namesOf(ctx: Ctx, affiliateId: number): Promise<Names> {
  const { users } = await listAffiliateUsers(ctx, { affiliateId });
  return new Map(users.map((each) => [each.userId, each.name]));
}
