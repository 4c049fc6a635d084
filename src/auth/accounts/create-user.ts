import { z } from 'zod';
import { affiliateUser } from '../../db/schema/index.ts';
import { audit } from '../../lib/audit.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { realNow } from '../../lib/real-time.ts';
import { staffOrThrow } from '../staff-rows.ts';
import { Email, PersonName } from './email.ts';
import { affiliateOrThrow } from './invites/affiliate-owner.ts';
import { NewPassword } from './password-rules.ts';
import { hashPassword } from './password/write-password.ts';
import { parseTyped } from './request.ts';
import { insertUser } from './user-rows.ts';

const Input = z.strictObject({
  email: Email,
  name: PersonName,
  password: NewPassword.nullable(),
  /** The member of the staff whom the person is. */
  staffId: z.int().positive().optional(),
  /** An affiliate that the person owns. */
  affiliateId: z.int().positive().optional(),
});

/** Makes an account without a mail, for the operator of the machine alone (rehearsals, the demo, the first account). @throws CONFLICT when the address has one. */
export async function createUser(ctx: Ctx, input: z.input<typeof Input>): Promise<{ userId: number }> {
  if (ctx.actor.kind !== 'operator') throw new AppError('FORBIDDEN', 'only the operator of the machine makes an account without a mail');
  const { email, name, password, staffId, affiliateId } = parseTyped(Input, input);
  const passwordHash = password === null ? null : await hashPassword(ctx.deps, password);
  return ctx.db.transaction(async (tx) => {
    if (staffId !== undefined) await staffOrThrow(tx, staffId);
    if (affiliateId !== undefined) await affiliateOrThrow(tx, affiliateId);
    const user = await insertUser(tx, { email, name, passwordHash, staffId: staffId ?? null });
    if (!user) throw new AppError('CONFLICT', `${email} has an account already`);
    if (affiliateId !== undefined) await tx.insert(affiliateUser).values({ userId: user.id, affiliateId, role: 'owner', createdAt: realNow() });
    await audit(tx, ctx, { action: 'user.create', subject: { kind: 'user', id: user.id }, after: { email, name, staffId, affiliateId } });
    return { userId: user.id };
  });
}
