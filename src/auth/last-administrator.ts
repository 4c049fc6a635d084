import { and, arrayContains, isNull } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { staff } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';

/**
 * Lets an administrator go only while another one stays who is not disabled; the operator of the machine may always, for they
 * can make a new one. Holds every administrator's row until the transaction ends, so that two cannot shut each other out at once.
 * @throws CONFLICT when this one is the last.
 */
export async function keepAnAdministrator(tx: Tx, ctx: Ctx, staffId: number): Promise<void> {
  const held = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(arrayContains(staff.roles, ['administrator']), isNull(staff.disabledAt)))
    .orderBy(staff.id)
    .for('update');
  if (ctx.actor.kind === 'operator' || !held.some(({ id }) => id === staffId) || held.length > 1) return;
  throw new AppError('CONFLICT', `staff:${staffId} is the last administrator who is not disabled: make another one first, or ask the operator of the machine`);
}
