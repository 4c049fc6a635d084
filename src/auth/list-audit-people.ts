import { asc } from 'drizzle-orm';
import { staff } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { authorize } from './abilities/index.ts';

export interface AuditPerson {
  staffId: number;
  name: string;
}

/** Far more than a policy team has. */
const MOST = 500;

/** The staff by name, disabled ones too: whose actions the reader of the audit log may ask for. */
export async function listAuditPeople(ctx: Ctx): Promise<AuditPerson[]> {
  authorize(ctx, 'audit.read');
  return ctx.db.select({ staffId: staff.id, name: staff.name }).from(staff).orderBy(asc(staff.name), asc(staff.id)).limit(MOST);
}
