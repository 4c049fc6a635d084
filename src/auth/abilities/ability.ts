import type { Role } from '../../lib/roles.ts';

/** Words in both languages of the product. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** Who may do something. The system and the operator of the machine may do everything. */
export interface Ability {
  title: Bilingual;
  /** The roles of staff that carry it; none = no person's. */
  roles: readonly Role[];
  /** An affiliate may do it, with its own things only. */
  affiliate?: true;
  /** A machine's key may be given it. */
  machine?: true;
}

export type Abilities = Readonly<Record<string, Ability>>;

export const EVERY_ROLE = ['viewer', 'reviewer', 'author', 'approver', 'administrator'] as const satisfies readonly Role[];
