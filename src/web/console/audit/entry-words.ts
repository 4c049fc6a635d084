import type { AuditEntryRow } from '../../../auth/index.ts';
import { isWordKey, type Locale, type Translate } from '../../words/index.ts';
import type { Names } from '../desk/names.ts';
import { permissionName } from '../desk/words.ts';

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
      const memberId = names.get(`affiliate:${id}`)?.memberId;
      return { words: memberId === undefined ? t('console.subject.affiliate') : t('console.actor.member', { id: memberId }), href: `/console/affiliates/${id}` };
    }
    case 'staff':
      return { words: names.get(`staff:${id}`)?.name ?? t('console.subject.staff'), href: null };
    case 'user':
      return { words: names.get(`user:${id}`)?.name ?? t('console.subject.user'), href: null };
    case 'key': {
      const name = names.get(`key:${id}`)?.name;
      return { words: name ? t('console.actor.key_named', { name }) : t('console.subject.key'), href: null };
    }
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
