import type { Db } from '../db/client.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { type Role, ROLES } from './roles.ts';
import type { JobQueue, MailTransport, PageTransport, RelayLog, TxtResolver } from './ports.ts';

/** Who acts. An affiliate acts through one of its users, or through its API key (no `userId`). `system` is the workers; `operator` is whoever has the machine and its database (first keys, migrations). */
export type Actor =
  | { kind: 'staff'; staffId: number; name: string; roles: Role[]; scopes: string[] | null }
  | { kind: 'affiliate'; affiliateId: number; userId?: number; scopes: string[] | null }
  | { kind: 'machine'; keyId: number; name: string; scopes: string[] }
  | { kind: 'system' }
  | { kind: 'operator' };

export { type Role, ROLES };

/** What deps.ts makes once and hands on: the outside world, behind small interfaces. */
export interface Deps {
  config: Config;
  log: Log;
  db: Db;
  clock: Clock;
  queue: JobQueue;
  mail: MailTransport;
  relayLog: RelayLog;
  pages: PageTransport;
  txt: TxtResolver;
}

/** What every verb is handed first. */
export interface Ctx {
  actor: Actor;
  db: Db;
  clock: Clock;
  requestId: string;
  deps: Deps;
}

/** A context for one request or job. */
export function makeCtx(deps: Deps, actor: Actor, requestId: string): Ctx {
  return { actor, db: deps.db, clock: deps.clock, requestId, deps };
}

/** How an actor is written in audit rows and events: `staff:3`, `affiliate:17`, `affiliate:17/user:5`, `key:5`, `system`. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staffId}`;
    case 'affiliate':
      return `affiliate:${actor.affiliateId}${actor.userId === undefined ? '' : `/user:${actor.userId}`}`;
    case 'machine':
      return `key:${actor.keyId}`;
    case 'system':
    case 'operator':
      return actor.kind;
  }
}
