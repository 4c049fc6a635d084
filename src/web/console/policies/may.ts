import { can } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { notFound } from '../../../lib/errors.ts';
import { listPolicies, type Permission, PermissionSchema, type PolicyVersion } from '../../../policy/index.ts';

/** True for who may publish a policy: the button is there for them alone. */
export function mayPublish(ctx: Ctx): boolean {
  return can(ctx.actor, 'policy.publish');
}

/** The permission of the path. @throws NOT_FOUND. */
export function permissionIn(text: string): Permission {
  const read = PermissionSchema.safeParse(text);
  if (!read.success) throw notFound('permission', text);
  return read.data;
}

/** All versions of a permission, and the one that the text names. @throws NOT_FOUND. */
export async function versionIn(ctx: Ctx, permission: Permission, text: string): Promise<{ versions: PolicyVersion[]; version: PolicyVersion }> {
  const versions = await listPolicies(ctx, permission);
  const version = versions.find((each) => String(each.version) === text);
  if (!version) throw notFound('policy version', `${permission}@${text}`);
  return { versions, version };
}
