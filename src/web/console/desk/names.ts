import { type ActorName, actorNames } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { Translate } from '../../words/index.ts';

/** Those who appear on a page, by their reference (`staff:3`). */
export type Names = ReadonlyMap<string, ActorName>;

/** Reads the names of who is referred to; what is no reference to somebody is left out. */
export function namesOf(ctx: Ctx, refs: readonly string[]): Promise<Names> {
  return actorNames(ctx, refs);
}

/** Who acted, in words: a name for staff, the member number for an affiliate, both for a person who acted for one. */
export function actorWords(ref: string, names: Names, t: Translate): string {
  const { name = null, memberId } = names.get(ref) ?? {};
  switch (ref.split(':')[0]) {
    case 'staff':
      return name ?? t('console.actor.staff');
    case 'affiliate':
      if (memberId === undefined) return t('console.actor.affiliate');
      return ref.includes('/') && name !== null ? t('console.actor.member_person', { id: memberId, name }) : t('console.actor.member', { id: memberId });
    case 'key':
      return name === null ? t('console.actor.key') : t('console.actor.key_named', { name });
    case 'user':
      return name ?? t('console.actor.user');
    case 'operator':
      return t('console.actor.operator');
    default:
      return t('console.actor.system');
  }
}
