import type { Actor, Ctx, Role } from '../../lib/ctx.ts';
import { AppError, notFound } from '../../lib/errors.ts';
import type { Ability, Bilingual } from './ability.ts';
import { ACCESS } from './access.ts';
import { NOTICES } from './notices.ts';
import { POLICY } from './policy.ts';
import { RECORDS } from './records.ts';
import { REVIEWS } from './reviews.ts';

const ALL = { ...RECORDS, ...POLICY, ...NOTICES, ...REVIEWS, ...ACCESS };

export type Action = keyof typeof ALL;

/** What is said of each action, whichever area it belongs to. */
const ABILITIES: Readonly<Record<Action, Ability>> = ALL;

/** All actions by name, for scopes of keys and the page that shows who may do what. */
export const ACTIONS = Object.keys(ALL) as Action[];

/** The affiliate that a thing belongs to; undefined = nobody's in particular. */
export interface Owned {
  affiliateId?: number;
}

/** True when the actor may do this to that thing. */
export function can(actor: Actor, action: Action, thing: Owned = {}): boolean {
  if ('scopes' in actor && actor.scopes !== null && !actor.scopes.includes(action)) return false;
  const ability = ABILITIES[action];
  switch (actor.kind) {
    case 'system':
    case 'operator':
      return true;
    case 'staff':
      return actor.roles.some((role) => ability.roles.includes(role));
    case 'affiliate':
      return ability.affiliate === true && thing.affiliateId === actor.affiliateId;
    case 'machine':
      return ability.machine === true;
  }
}

/**
 * Passes or throws. Another affiliate's thing is NOT_FOUND, never FORBIDDEN: that it exists is not told.
 * `name` and `id` are how the thing would be called in that message.
 */
export function authorize(ctx: Ctx, action: Action, thing: Owned & { name?: string; id?: string | number } = {}): void {
  if (can(ctx.actor, action, thing)) return;
  if (ctx.actor.kind === 'affiliate' && thing.affiliateId !== undefined && thing.affiliateId !== ctx.actor.affiliateId) {
    throw notFound(thing.name ?? 'affiliate', thing.id ?? thing.affiliateId);
  }
  throw new AppError('FORBIDDEN', refusal(ctx.actor, action));
}

function refusal(actor: Actor, action: Action): string {
  if ('scopes' in actor && actor.scopes !== null && !actor.scopes.includes(action)) {
    return `${action} is not among the scopes of this key (${actor.scopes.join(', ') || 'none'})`;
  }
  const { roles } = ABILITIES[action];
  if (roles.length === 0) return `${action} is the system's own work; no role carries it`;
  return `${action} needs the role ${roles.join(' or ')}${actor.kind === 'staff' ? `; you have ${actor.roles.join(', ') || 'none'}` : ''}`;
}

/** The roles of staff that carry an action. */
export function rolesFor(action: Action): readonly Role[] {
  return ABILITIES[action].roles;
}

/** What a key of this owner can be given at most: what the owner itself may do. */
export function grantable(owner: { kind: 'staff'; roles: readonly Role[] } | { kind: 'affiliate' } | { kind: 'machine' }): Action[] {
  switch (owner.kind) {
    case 'staff':
      return ACTIONS.filter((action) => ABILITIES[action].roles.some((role) => owner.roles.includes(role)));
    case 'affiliate':
      return ACTIONS.filter((action) => ABILITIES[action].affiliate);
    case 'machine':
      return ACTIONS.filter((action) => ABILITIES[action].machine);
  }
}

export interface AbilityArea {
  area: 'records' | 'policy' | 'notices' | 'reviews' | 'access';
  title: Bilingual;
  actions: { action: Action; title: Bilingual; roles: readonly Role[]; affiliate: boolean; machine: boolean }[];
}

const AREAS = [
  ['records', { zh: '推广者与推广资源', en: 'Affiliates and resources' }, RECORDS],
  ['policy', { zh: '准入要求与权限', en: 'Policies and permissions' }, POLICY],
  ['notices', { zh: '通知', en: 'Notices' }, NOTICES],
  ['reviews', { zh: '复审', en: 'Re-reviews' }, REVIEWS],
  ['access', { zh: '人员与访问', en: 'People and access' }, ACCESS],
] as const;

/** Who may do what, area by area, for the page that shows it. */
export function abilityTable(): AbilityArea[] {
  return AREAS.map(([area, title, abilities]) => ({
    area,
    title,
    actions: (Object.keys(abilities) as Action[]).map((action) => {
      const { title: words, roles, affiliate = false, machine = false } = ABILITIES[action];
      return { action, title: words, roles, affiliate, machine };
    }),
  }));
}
