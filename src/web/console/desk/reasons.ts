import type { Ctx } from '../../../lib/ctx.ts';
import { listPolicies, PERMISSIONS } from '../../../policy/index.ts';
import type { Locale, Translate } from '../../words/index.ts';

/** What reason codes are called, by permission. */
export type ReasonTitles = (permission: string, code: string, locale: Locale, t: Translate) => string;

/** Reads the titles of requirements out of all versions of the policies; of a code in several the newest version's. */
export async function reasonTitles(ctx: Ctx, permissions: readonly string[]): Promise<ReasonTitles> {
  const known = [...new Set(permissions)].filter((permission) => Object.hasOwn(PERMISSIONS, permission));
  const versions = await Promise.all(known.map((permission) => listPolicies(ctx, permission)));
  const titles = new Map<string, Record<Locale, string>>();
  versions.forEach((each, index) => {
    // The newest come first, and are set last.
    for (const version of [...each].reverse()) for (const { code, title } of version.definition.requirements) titles.set(`${known[index]} ${code}`, title);
  });
  return (permission, code, locale, t) => titles.get(`${permission} ${code}`)?.[locale] ?? t('console.reason.other');
}
