import type { Hono } from 'hono';
import { z } from 'zod';
import { can, listStaff, type StaffPage } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { ConsoleEnv, WebContext } from '../../http/env.ts';
import { EMPTY_FORM, type FormState } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { Avatar, Badge, Card, ConsoleShell, EmptyState, PageHead, Pager, State, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked, linkTo } from '../desk/query.ts';
import { AddMember } from './add-member.tsx';
import { Manage } from './manage.tsx';
import { addStaffActions, type Returned } from './actions.ts';

const PATH = '/console/staff';
const PAGE = 50;
type Member = StaffPage['items'][number];

/** `/console/staff`: the policy team, for its administrators. */
export function addStaff(app: Hono<ConsoleEnv>): void {
  app.get('/staff', (c) => renderStaff(c, c.get('ctx'), null));
  addStaffActions(app, renderStaff);
}

async function renderStaff(c: WebContext, ctx: Ctx, returned: Returned | null): Promise<Response> {
  if (!can(ctx.actor, 'staff.manage')) return render(c, <Refused />, 403);
  const after = asked(c, 'after', z.coerce.number().int().min(0));
  const page = await listStaff(ctx, { ...(after === undefined ? {} : { after }), limit: PAGE });
  return render(c, <StaffPageView page={page} self={ctx.actor.kind === 'staff' ? ctx.actor.staffId : 0} returned={returned} first={after === undefined} />, returned ? 422 : 200);
}

function StaffPageView({ page, self, returned, first }: { page: StaffPage; self: number; returned: Returned | null; first: boolean }) {
  const { t } = useView();
  const of = (staffId: number | null): FormState | null => (returned && returned.staffId === staffId ? returned.form : null);
  return (
    <ConsoleShell title={t('console.staff.title')} nav="staff">
      <PageHead title={t('console.staff.title')} lead={t('console.staff.lead')} actions={<AddMember form={of(null) ?? EMPTY_FORM} open={of(null) !== null} />} />
      <div class="stack">{page.items.map((member) => <MemberCard member={member} self={self} returned={of(member.id)} />)}</div>
      <Pager newer={first ? null : PATH} older={page.next === null ? null : linkTo(PATH, { after: page.next })} />
    </ConsoleShell>
  );
}

function MemberCard({ member, self, returned }: { member: Member; self: number; returned: FormState | null }) {
  const { t } = useView();
  const disabled = member.disabledAt !== null;
  return (
    <Card class="member">
      <div class="who-line">
        <Avatar name={member.name} large />
        <div class="stack-s">
          <h2>{member.name}{member.id === self && <Badge>{t('console.staff.you')}</Badge>}{disabled ? <State tone="bad">{t('console.staff.disabled')}</State> : <State tone="good">{t('console.staff.active')}</State>}</h2>
          <p class="dim any small">{member.email} · {t('console.staff.since')} <Time at={member.createdAt} as="date" /></p>
          <p class="row">{member.roles.length === 0 ? <span class="dim">{t('console.staff.no_roles')}</span> : member.roles.map((role) => <Badge tone={role === 'administrator' ? 'info' : 'plain'}>{t(`console.role.${role}`)}</Badge>)}</p>
        </div>
      </div>
      <Manage member={member} self={member.id === self} returned={returned} />
    </Card>
  );
}

function Refused() {
  const { t } = useView();
  return (
    <ConsoleShell title={t('console.staff.title')} nav="staff">
      <PageHead title={t('console.staff.title')} />
      <EmptyState icon="team" title={t('console.staff.refused_title')}>{t('console.staff.refused_do')}</EmptyState>
    </ConsoleShell>
  );
}
