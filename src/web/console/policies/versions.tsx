import type { Hono } from 'hono';
import { listPolicies, PERMISSIONS, type Permission, type PolicyVersion } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { type Column, ConsoleShell, EmptyState, LinkButton, PageHead, State, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, type Names, namesOf } from '../desk/names.ts';
import { mayPublish, permissionIn } from './may.ts';

/** `/console/policies/:permission`: its versions, the newest first. */
export function addPolicyVersions(app: Hono<ConsoleEnv>): void {
  app.get('/policies/:permission', async (c) => {
    const ctx = c.get('ctx');
    const permission = permissionIn(c.req.param('permission'));
    const versions = await listPolicies(ctx, permission);
    const names = await namesOf(ctx, versions.map(({ createdBy }) => createdBy));
    return render(c, <VersionsPage permission={permission} versions={versions} names={names} publish={mayPublish(ctx)} />);
  });
}

/** The state of a version in words. */
export function VersionState({ state }: { state: PolicyVersion['state'] }) {
  const { t } = useView();
  return <State tone={state === 'published' ? 'good' : 'plain'}>{t(`policy.state.${state}`)}</State>;
}

function VersionsPage({ permission, versions, names, publish }: { permission: Permission; versions: PolicyVersion[]; names: Names; publish: boolean }) {
  const { t, fmt, locale } = useView();
  const here = `/console/policies/${permission}`;
  const title = t('policy.versions.title', { permission: PERMISSIONS[permission][locale] });
  const button = publish && <LinkButton href={`${here}/new`} kind="primary" icon="edit">{t('policy.new.button')}</LinkButton>;
  const columns: Column<PolicyVersion>[] = [
    { key: 'version', title: t('policy.col.version'), cell: ({ version }) => <a href={`${here}/${version}`}>{t('policy.version', { version })}</a>, nowrap: true },
    { key: 'state', title: t('policy.col.state'), cell: ({ state }) => <VersionState state={state} />, nowrap: true },
    { key: 'who', title: t('policy.col.who'), cell: ({ createdBy }) => actorWords(createdBy, names, t) },
    { key: 'when', title: t('policy.col.when'), cell: ({ publishedAt, createdAt }) => <Time at={publishedAt ?? createdAt} />, nowrap: true },
    { key: 'requirements', title: t('policy.col.requirements'), cell: ({ definition }) => fmt.number(definition.requirements.length), num: true },
    { key: 'diff', title: t('policy.col.compare'), cell: ({ version }) => (version > 1 ? <a href={`${here}/diff?from=${version - 1}&to=${version}`}>{t('policy.diff.to_before')}</a> : '–'), nowrap: true },
  ];
  return (
    <ConsoleShell title={title} nav="policies">
      <PageHead title={title} crumbs={[{ href: '/console/policies', label: t('policy.title') }]} actions={button} />
      <Table caption={t('policy.versions')} columns={columns} rows={versions} empty={<EmptyState title={t('policy.none')} icon="policy" action={button}>{t('policy.none.text')}</EmptyState>} />
    </ConsoleShell>
  );
}
