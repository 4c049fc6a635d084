import { listKeys, listStaff } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { isAppError } from '../../../lib/errors.ts';
import { getAffiliate } from '../../../records/index.ts';
import type { Translate } from '../../words/index.ts';

/** What is known of those who appear on a page, by the number in their reference. */
export interface Names {
  staff: ReadonlyMap<number, string>;
  affiliates: ReadonlyMap<number, { memberId: string; name: string }>;
  keys: ReadonlyMap<number, string>;
}

export const NO_NAMES: Names = { staff: new Map(), affiliates: new Map(), keys: new Map() };

const MOST = 500;

/** The numbers of one kind in references like `staff:3` or `affiliate:17/user:5`. */
function numbersOf(refs: readonly string[], kind: string): number[] {
  return [...new Set(refs.flatMap((ref) => ref.split('/')).map((part) => part.split(':')).filter(([head]) => head === kind).map(([, id]) => Number(id)))].filter((id) => Number.isSafeInteger(id) && id > 0);
}

/**
 * Reads the names of who is referred to (`staff:3`, `affiliate:17`, `key:5`), each kind only when it appears. The names of the
 * staff are read for whoever may see what they did, hence not by the reader's own rights.
 */
export async function namesOf(ctx: Ctx, refs: readonly string[]): Promise<Names> {
  const anyone: Ctx = { ...ctx, actor: { kind: 'system' } };
  const keyIds = numbersOf(refs, 'key');
  const [staff, keys, affiliates] = await Promise.all([
    numbersOf(refs, 'staff').length > 0 ? listStaff(anyone, { limit: MOST }) : undefined,
    keyIds.length > 0 ? listKeys(anyone, { limit: MOST, after: Math.min(...keyIds) - 1 }) : undefined,
    Promise.all(numbersOf(refs, 'affiliate').map((id) => found(ctx, id))),
  ]);
  return {
    staff: new Map((staff?.items ?? []).map(({ id, name }) => [id, name])),
    keys: new Map((keys?.items ?? []).map(({ id, name }) => [id, name])),
    affiliates: new Map(affiliates.flatMap((each) => (each ? [[each.id, { memberId: each.memberId, name: each.name }] as const] : []))),
  };
}

async function found(ctx: Ctx, id: number) {
  try {
    return await getAffiliate(ctx, id);
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

/** Who acted, in words: a name for staff, the member number for an affiliate. */
export function actorWords(ref: string, names: Names, t: Translate): string {
  const [kind = '', id = ''] = (ref.split('/')[0] ?? '').split(':');
  switch (kind) {
    case 'staff':
      return names.staff.get(Number(id)) ?? t('console.actor.staff');
    case 'affiliate': {
      const affiliate = names.affiliates.get(Number(id));
      return affiliate ? t('console.actor.member', { id: affiliate.memberId }) : t('console.actor.affiliate');
    }
    case 'key': {
      const name = names.keys.get(Number(id));
      return name === undefined ? t('console.actor.key') : t('console.actor.key_named', { name });
    }
    case 'user':
      return t('console.actor.user');
    case 'operator':
      return t('console.actor.operator');
    default:
      return t('console.actor.system');
  }
}
