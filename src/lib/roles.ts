/** What people of the staff can be; auth/abilities/ says what each may do. */
export const ROLES = ['viewer', 'reviewer', 'author', 'approver', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
