import { type Abilities, EVERY_ROLE } from './ability.ts';

/** What affiliates ask of the policy team. */
export const REVIEWS = {
  'cases.read': { title: { zh: '查看复审', en: 'See re-reviews' }, roles: EVERY_ROLE, affiliate: true },
  'cases.open': { title: { zh: '申请复审', en: 'Ask for a re-review' }, roles: ['reviewer'], affiliate: true },
} as const satisfies Abilities;
