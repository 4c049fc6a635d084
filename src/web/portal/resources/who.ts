import { type ActorName, actorNames } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { View } from '../../view.ts';

/** Those who changed a record, by their reference (`affiliate:17/user:5`). */
export type Names = ReadonlyMap<string, ActorName>;

/** Who changed a record, in words: `changedBy` is an actor as lib/ctx.ts writes it. */
export function who(changedBy: string, names: Names, { t, viewer }: Pick<View, 't' | 'viewer'>): string {
  const user = /^affiliate:\d+\/user:(\d+)$/.exec(changedBy)?.[1];
  if (user !== undefined) return Number(user) === viewer?.userId ? t('record.by.you') : (names.get(changedBy)?.name ?? t('record.by.colleague'));
  if (changedBy.startsWith('affiliate:')) return t('record.by.own');
  if (changedBy.startsWith('staff:')) return t('record.by.team');
  return changedBy === 'system' ? t('record.by.system') : t('record.by.import');
}

/** Names of who made these versions, as far as the affiliate is told them. */
export function namesOf(ctx: Ctx, versions: readonly { changedBy: string }[]): Promise<Names> {
  return actorNames(ctx, versions.map(({ changedBy }) => changedBy));
}
