import { type Abilities, EVERY_ROLE } from './ability.ts';

/** Policies, sweeps and standing. */
export const POLICY = {
  'policy.read': { title: { zh: '查看准入要求', en: 'See policies' }, roles: EVERY_ROLE, machine: true },
  'policy.publish': { title: { zh: '发布准入要求', en: 'Publish a version of a policy' }, roles: ['author'] },
  'sweep.read': { title: { zh: '查看清查', en: 'See sweeps' }, roles: EVERY_ROLE, machine: true },
  'sweep.plan': { title: { zh: '制定清查方案', en: 'Plan a sweep' }, roles: ['author'] },
  'sweep.approve': { title: { zh: '审批清查方案', en: 'Approve a sweep' }, roles: ['approver'] },
  'sweep.run': { title: { zh: '执行清查', en: 'Run a sweep' }, roles: ['author', 'approver'] },
  'sweep.cancel': { title: { zh: '撤销清查', en: 'Cancel a sweep' }, roles: ['author', 'approver'] },
  'standing.check': { title: { zh: '查询权限状态', en: 'Check a permission' }, roles: EVERY_ROLE, affiliate: true, machine: true },
  'standing.declare': { title: { zh: '设定初始权限状态', en: 'Declare initial standing' }, roles: ['administrator'] },
} as const satisfies Abilities;
