import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser } from '../../db/schema/index.ts';
import { parse } from '../../lib/parse.ts';
import { realNow } from '../../lib/real-time.ts';
import type { Viewer } from '../sessions/viewer.ts';
import { type Asked, auditUser } from './audit-user.ts';
import { LocaleInput, PersonName } from './email.ts';

const NameInput = z.object({ name: PersonName });
const LocaleChoice = z.object({ locale: LocaleInput.nullable() });

/** How a person wants to be called. */
export async function setName(request: Asked, viewer: Viewer, input: z.input<typeof NameInput>): Promise<void> {
  await change(request, viewer, 'user.name', parse(NameInput, input));
}

/** The language of pages and account mails; null = as the browser asks. */
export async function setLocale(request: Asked, viewer: Viewer, input: z.input<typeof LocaleChoice>): Promise<void> {
  await change(request, viewer, 'user.locale', parse(LocaleChoice, input));
}

async function change(request: Asked, viewer: Viewer, action: string, what: { name: string } | { locale: 'zh-CN' | 'en' | null }): Promise<void> {
  await request.deps.db.transaction(async (tx) => {
    await tx.update(accountUser).set({ ...what, updatedAt: realNow() }).where(eq(accountUser.id, viewer.userId));
    await auditUser(tx, request, viewer.userId, action, what);
  });
}
