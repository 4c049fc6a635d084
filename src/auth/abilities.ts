import type { Actor, Ctx, Role } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';

/** Which staff roles may do what. An action absent here is for the system and the operator alone. */
const STAFF = {
  'records.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'records.import': ['administrator', 'author'],
  'standing.declare': ['administrator'],
  'records.export': ['author', 'approver', 'administrator'],
  'records.edit': ['reviewer', 'administrator'],
  'crawl.request': ['reviewer', 'author', 'administrator'],
  'crawl.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'observation.decide': ['reviewer'],
  'facts.rebuild': ['author', 'administrator'],
  'policy.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'policy.publish': ['author'],
  'sweep.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'sweep.plan': ['author'],
  'sweep.approve': ['approver'],
  'sweep.run': ['author', 'approver'],
  'sweep.cancel': ['author', 'approver'],
  'standing.check': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  /** What the workers do by themselves. */
  'system.work': [],
  'notices.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'notices.resolve': ['reviewer', 'administrator'],
  'cases.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
  'cases.open': ['reviewer'],
  'keys.manage': ['administrator'],
  'staff.manage': ['administrator'],
  'audit.read': ['viewer', 'reviewer', 'author', 'approver', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof STAFF;

/** What an affiliate may do, with its own things only. */
const AFFILIATE: ReadonlySet<Action> = new Set(['records.read', 'records.edit', 'crawl.read', 'standing.check', 'notices.read', 'cases.read', 'cases.open']);
/** What a machine key may be given. */
const MACHINE: ReadonlySet<Action> = new Set(['standing.check', 'records.import', 'records.export', 'policy.read', 'sweep.read']);

/** All actions by name, for scopes of keys and the page that shows who may do what. */
export const ACTIONS = Object.keys(STAFF) as Action[];

/** The affiliate that a thing belongs to; undefined = nobody's in particular. */
export interface Owned {
  affiliateId?: number;
}

/** True when the actor may do this to that thing. */
export function can(actor: Actor, action: Action, thing: Owned = {}): boolean {
  if ('scopes' in actor && actor.scopes !== null && !actor.scopes.includes(action)) return false;
  switch (actor.kind) {
    case 'system':
    case 'operator':
      return true;
    case 'staff':
      return actor.roles.some((role) => (STAFF[action] as readonly Role[]).includes(role));
    case 'affiliate':
      return AFFILIATE.has(action) && thing.affiliateId === actor.affiliateId;
    case 'machine':
      return MACHINE.has(action);
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
  return `${action} needs the role ${STAFF[action].join(' or ')}${actor.kind === 'staff' ? `; you have ${actor.roles.join(', ') || 'none'}` : ''}`;
}

/** The roles of staff that carry an action. */
export function rolesFor(action: Action): readonly Role[] {
  return STAFF[action];
}

/** What a key of this owner can be given at most: what the owner itself may do. */
export function grantable(owner: { kind: 'staff'; roles: readonly Role[] } | { kind: 'affiliate' } | { kind: 'machine' }): Action[] {
  switch (owner.kind) {
    case 'staff':
      return ACTIONS.filter((action) => (STAFF[action] as readonly Role[]).some((role) => owner.roles.includes(role)));
    case 'affiliate':
      return [...AFFILIATE];
    case 'machine':
      return [...MACHINE];
  }
}
