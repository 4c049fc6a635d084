import type { AuditEntryRow } from '../../../auth/index.ts';
import { isWordKey, type Locale, type Translate } from '../../words/index.ts';
import type { Names } from '../shared/names.ts';
import { permissionName } from '../shared/words.ts';

/** What was done, in words. */
export function actionWords(action: string, t: Translate): string {
  const key = `console.action.${action}`;
  return isWordKey(key) ? t(key) : t('console.action.other');
}

export interface Subject {
  words: string;
  href: string | null;
}

/** What it was done to: its name where it has one, and where to look at it. */
export function subjectOf({ subjectKind: kind, subjectId: id }: Pick<AuditEntryRow, 'subjectKind' | 'subjectId'>, names: Names, locale: Locale, t: Translate): Subject {
  switch (kind) {
    case 'affiliate': {
      const affiliate = names.affiliates.get(Number(id));
      return { words: affiliate ? t('console.actor.member', { id: affiliate.memberId }) : t('console.subject.affiliate'), href: `/console/affiliates/${id}` };
    }
    case 'staff':
      return { words: names.staff.get(Number(id)) ?? t('console.subject.staff'), href: null };
    case 'sweep':
      return { words: t('console.subject.sweep', { id }), href: `/console/sweeps/${id}` };
    case 'case':
      return { words: t('console.subject.case', { id }), href: `/console/cases/${id}` };
    case 'resource':
      return { words: t('console.subject.resource'), href: `/console/resources/${id}/report` };
    case 'address':
      return { words: t('console.subject.address', { id }), href: null };
    case 'permission':
      return { words: permissionName(id, locale, t), href: `/console/policies/${id}` };
    case 'policy': {
      const [permission = '', version = ''] = id.split('@');
      return { words: t('console.subject.policy', { permission: permissionName(permission, locale, t), version }), href: `/console/policies/${permission}/${version}` };
    }
    default: {
      const key = `console.subject.${kind}`;
      return { words: isWordKey(key) ? t(key) : t('console.subject.other'), href: null };
    }
  }
}

/** Who and what an entry names, for `namesOf`. */
export function refsOf(entries: readonly Pick<AuditEntryRow, 'actor' | 'subjectKind' | 'subjectId'>[]): string[] {
  return entries.flatMap((entry) => [entry.actor, `${entry.subjectKind}:${entry.subjectId}`]);
}
