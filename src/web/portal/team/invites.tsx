import type { AffiliatePeople } from '../../../auth/index.ts';
import { Button, Form, Section, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';

type Invite = AffiliatePeople['invites'][number];

/** Invitations that wait to be accepted. */
export function Invites({ invites, owner }: { invites: readonly Invite[]; owner: boolean }) {
  const { t } = useView();
  return (
    <Section title={t('portal.team.invited')}>
      <Table
        caption={t('portal.team.invited')}
        rows={invites}
        columns={[
          { key: 'email', title: t('portal.team.email'), wide: true, cell: (invite) => invite.email },
          { key: 'since', title: t('portal.team.invited_at'), nowrap: true, cell: (invite) => <Time at={invite.since} as="date" /> },
          { key: 'expires', title: t('portal.team.expires'), nowrap: true, cell: (invite) => <Time at={invite.expiresAt} as="date" /> },
          ...(owner ? [{ key: 'do', title: t('portal.team.actions'), quiet: true, cell: (invite: Invite) => <Form inline action={`/portal/team/invites/${invite.inviteId}/revoke`}><Button small>{t('portal.team.revoke')}<span class="vh"> {invite.email}</span></Button></Form> }] : []),
        ]}
      />
    </Section>
  );
}
