import { type Abilities, EVERY_ROLE } from './ability.ts';

/** Affiliates, their resources, and the visits to them. */
export const RECORDS = {
  'records.read': { title: { zh: '查看推广者与推广资源', en: 'See affiliates and their resources' }, roles: EVERY_ROLE, affiliate: true },
  'records.edit': { title: { zh: '修改备案信息', en: 'Edit records' }, roles: ['reviewer', 'administrator'], affiliate: true },
  'records.import': { title: { zh: '批量导入', en: 'Import in bulk' }, roles: ['administrator', 'author'], machine: true },
  'records.export': { title: { zh: '导出推广者名单', en: 'Export affiliates' }, roles: ['author', 'approver', 'administrator'], machine: true },
  'crawl.read': { title: { zh: '查看检测记录与报告', en: 'See visits and reports' }, roles: EVERY_ROLE, affiliate: true },
  'crawl.request': { title: { zh: '安排重新检测网站', en: 'Ask for a visit to a site' }, roles: ['reviewer', 'author', 'administrator'] },
  'observation.decide': { title: { zh: '确认或驳回违规', en: 'Confirm or reject a violation' }, roles: ['reviewer'] },
  'facts.rebuild': { title: { zh: '重新计算评估数据', en: 'Rebuild the facts' }, roles: ['author', 'administrator'] },
} as const satisfies Abilities;
