import { type Abilities, EVERY_ROLE } from './ability.ts';

/** Mails and messages about permissions. */
export const NOTICES = {
  'notices.read': { title: { zh: '查看通知', en: 'See notices' }, roles: EVERY_ROLE, affiliate: true },
  'notices.resolve': { title: { zh: '处理投递异常的通知', en: 'Settle notices in trouble' }, roles: ['reviewer', 'administrator'] },
} as const satisfies Abilities;
