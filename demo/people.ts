import { createKey, createStaff } from '../src/auth/index.ts';
import { type Ctx, makeCtx } from '../src/lib/ctx.ts';
import type { Role } from '../src/lib/ctx.ts';
import { type Client, makeClient } from './client.ts';
import type { Stage } from './stage.ts';

export interface People {
  author: Client;
  approver: Client;
  reviewer: Client;
  /** The settlement engine: may check standings and nothing else. */
  settlement: Client;
  /** A client with a key of this affiliate's own. */
  affiliate(affiliateId: number): Promise<Client>;
}

/** The demo's people, each with a key of its own. The author may approve others' plans, and still not its own. */
export async function makePeople(stage: Stage): Promise<People> {
  const ctx: Ctx = makeCtx(stage.all.deps, { kind: 'operator' }, 'demo');
  const person = async (email: string, name: string, ...roles: Role[]): Promise<Client> => {
    const made = await createStaff(ctx, { email, name, roles });
    return keyed(await createKey(ctx, { name: `${name} (demo)`, staffId: made.id }));
  };
  const keyed = ({ key }: { key: string }): Client => makeClient(stage.all.url, key);
  return {
    author: await person('lin@tuiguan.example', '林晓', 'author', 'approver'),
    approver: await person('zhou@tuiguan.example', '周敏', 'approver'),
    reviewer: await person('wu@tuiguan.example', '吴桐', 'reviewer'),
    settlement: keyed(await createKey(ctx, { name: 'settlement engine (demo)', scopes: ['standing.check'] })),
    affiliate: async (affiliateId) => keyed(await createKey(ctx, { name: 'portal (demo)', affiliateId })),
  };
}
