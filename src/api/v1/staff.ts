import { z } from '@hono/zod-openapi';
import { createStaff, listStaff, setStaffDisabled, setStaffRoles } from '../../auth/index.ts';
import { ROLES } from '../../lib/ctx.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, listOf, MaybeMoment, Moment, PageQuery } from './http/schemas.ts';

const Role = z.enum(ROLES, `one of ${ROLES.join(', ')}`);
const Staff = z.object({ id: z.number().int(), email: z.string(), name: z.string(), roles: z.array(Role), createdAt: Moment, disabledAt: MaybeMoment }).openapi('Staff');
const NewStaff = z.strictObject({ email: z.string(), name: z.string(), roles: z.array(Role) }).openapi('NewStaff');

const tag = 'Administration';

export function staffRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/staff', name: 'listStaff', tag, summary: 'List the staff', zh: '员工列表', needs: 'staff.manage', query: PageQuery, answer: listOf(Staff) },
    (ctx, { query }) => listStaff(ctx, query),
  );
  endpoint(
    api,
    { method: 'post', path: '/staff', name: 'createStaff', tag, summary: 'Add a member of the staff', zh: '添加员工', needs: 'staff.manage', body: NewStaff, status: 201, answer: Staff, errors: ['CONFLICT'] },
    (ctx, { body }) => createStaff(ctx, body),
  );
  endpoint(
    api,
    { method: 'put', path: '/staff/{id}/roles', name: 'setStaffRoles', tag, summary: 'Replace the roles', zh: '设置角色', needs: 'staff.manage', params: IdParams, body: z.strictObject({ roles: z.array(Role) }), answer: Staff },
    (ctx, { params, body }) => setStaffRoles(ctx, { staffId: params.id, roles: body.roles }),
  );
  endpoint(
    api,
    { method: 'put', path: '/staff/{id}/disabled', name: 'setStaffDisabled', tag, summary: 'Shut a member out or let it in again', zh: '停用或恢复员工', description: 'With every key it has.', needs: 'staff.manage', params: IdParams, body: z.strictObject({ disabled: z.boolean() }), answer: Staff },
    (ctx, { params, body }) => setStaffDisabled(ctx, { staffId: params.id, disabled: body.disabled }),
  );
}
