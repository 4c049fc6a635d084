import type { AffiliatePeople } from '../../../auth/index.ts';
import { Avatar, Badge, Confirm, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { seenWords } from './seen-words.ts';

type User = AffiliatePeople['users'][number];

/** The people, with a button that removes one after it asked. The last owner stays. `now` is real time. */
export function People({ users, owner, now }: { users: readonly User[]; owner: boolean; now: Date }) {
  const { t, fmt, viewer } = useView();
  const owners = users.filter(({ role }) => role === 'owner').length;
  const mayGo = (user: User): boolean => owner && !(user.role === 'owner' && owners === 1);
  return (
    <Table
      caption={t('portal.team.people')}
      rows={users}
      columns={[
        {
          key: 'name',
          title: t('portal.team.name'),
          wide: true,
          cell: (user) => (
            <span class="person">
              <Avatar name={user.name} />
              <span><strong>{user.name}</strong>{user.userId === viewer?.userId && <span class="dim"> {t('portal.team.you')}</span>}<small class="dim">{user.email}</small></span>
            </span>
          ),
        },
        { key: 'role', title: t('portal.team.role'), cell: (user) => <Badge tone={user.role === 'owner' ? 'good' : 'plain'}>{t(`portal.role.${user.role}`)}</Badge> },
        { key: 'since', title: t('portal.team.since'), nowrap: true, cell: (user) => <Time at={user.since} as="date" /> },
        { key: 'seen', title: t('portal.team.seen'), nowrap: true, cell: (user) => seenWords(user.lastSeen, now, t, fmt) },
        ...(owner ? [{ key: 'do', title: t('portal.team.actions'), quiet: true, cell: (user: User) => (mayGo(user) ? <Remove user={user} self={user.userId === viewer?.userId} /> : <span class="dim small">{t('portal.team.last_owner')}</span>) }] : []),
      ]}
    />
  );
}

function Remove({ user, self }: { user: User; self: boolean }) {
  const { t } = useView();
  return (
    <Confirm
      id={`remove-${user.userId}`}
      kind="danger"
      small
      label={self ? t('portal.team.leave') : t('portal.team.remove')}
      title={self ? t('portal.team.leave_ask') : t('portal.team.remove_ask', { name: user.name })}
      action={`/portal/team/${user.userId}/remove`}
      submit={self ? t('portal.team.leave') : t('portal.team.remove')}
    >
      <p>{self ? t('portal.team.leave_what') : t('portal.team.remove_what')}</p>
    </Confirm>
  );
}
