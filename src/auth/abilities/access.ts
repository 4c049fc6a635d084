import { type Abilities, EVERY_ROLE } from './ability.ts';

/** People, keys, and who did what. */
export const ACCESS = {
  'affiliates.people': { title: { zh: '管理推广者的账号成员', en: 'Manage the people of an affiliate' }, roles: ['administrator'], affiliate: true },
  'staff.manage': { title: { zh: '管理团队成员与角色', en: 'Manage the team and its roles' }, roles: ['administrator'] },
  'keys.manage': { title: { zh: '管理 API 密钥', en: 'Manage API keys' }, roles: ['administrator'] },
  'audit.read': { title: { zh: '查看操作记录', en: 'Read the audit log' }, roles: EVERY_ROLE },
  'system.work': { title: { zh: '系统自动任务', en: 'What the system does by itself' }, roles: [] },
} as const satisfies Abilities;
