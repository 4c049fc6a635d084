import type { Hono } from 'hono';
import { type AffiliatePeople, listAffiliateUsers } from '../../../auth/index.ts';
import { realNow } from '../../../lib/real-time.ts';
import type { PortalContext, PortalEnv } from '../context.ts';
import { EMPTY_FORM, type FormState } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { Banner, Button, Card, Field, Form, PageHead, PortalShell, Section } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Invites } from './invites.tsx';
import { People } from './people-list.tsx';

/** `/portal/team`. Everybody of the affiliate sees it; what changes it is for its owners. */
export function addTeamPage(app: Hono<PortalEnv>): void {
  app.get('/team', (c) => showTeam(c, EMPTY_FORM, 200));
}

export async function showTeam(c: PortalContext, form: FormState, status: 200 | 422): Promise<Response> {
  const affiliateId = c.get('affiliateId');
  const people = await listAffiliateUsers(c.get('ctx'), { affiliateId });
  return render(c, <TeamPage people={people} form={form} now={realNow()} />, status);
}

function TeamPage({ people, form, now }: { people: AffiliatePeople; form: FormState; now: Date }) {
  const { t, viewer, affiliate } = useView();
  const owner = viewer?.affiliates.find(({ affiliateId }) => affiliateId === affiliate?.affiliateId)?.role === 'owner';
  return (
    <PortalShell title={t('portal.team')} nav="team">
      <PageHead title={t('portal.team')} lead={t('portal.team.lead', { name: affiliate?.name ?? '' })} />
      {form.top !== null && <Banner tone="bad" title={form.top} />}
      <People users={people.users} owner={owner} now={now} />
      {people.invites.length > 0 && <Invites invites={people.invites} owner={owner} />}
      {owner ? (
        <Card title={t('portal.team.invite')}>
          <Form id="invite" action="/portal/team" state={{ ...form, top: null }} actions={<Button kind="primary" icon="mail">{t('portal.team.invite_send')}</Button>}>
            <Field type="email" name="email" label={t('portal.team.email')} hint={t('portal.team.email_hint')} autocomplete="off" required />
          </Form>
        </Card>
      ) : (
        <Section title={t('portal.team.invite')}><p class="dim">{t('portal.team.only_owner')}</p></Section>
      )}
    </PortalShell>
  );
}
