import { z } from 'zod';

/** Permissions that affiliates can hold, with the names that people read. More are added here, and by configuration later. */
export const PERMISSIONS = {
  cross_store_settlement: { 'zh-CN': '天猫推广跨店结算', en: 'Tmall cross-store settlement' },
  open_api: { 'zh-CN': 'API 调用', en: 'API calls' },
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const PermissionSchema = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]], {
  error: `one of ${Object.keys(PERMISSIONS).join(', ')}`,
});
