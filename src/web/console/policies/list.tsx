import type { Hono } from 'hono';
import { listPolicies, PERMISSIONS, type Permission, type PolicyVersion } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Badge, Card, ConsoleShell, LinkButton, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, type Names, namesOf } from '../desk/names.ts';
import { mayPublish } from './may.ts';
import { RequirementLines } from './requirement.tsx';

interface Entry {
  permission: Permission;
  versions: PolicyVersion[];
}

/** `/console/policies`: each permission with the version in force. */
export function addPolicyList(app: Hono<ConsoleEnv>): void {
  app.get('/policies', async (c) => {
    const ctx = c.get('ctx');
    const entries = await Promise.all((Object.keys(PERMISSIONS) as Permission[]).map(async (permission) => ({ permission, versions: await listPolicies(ctx, permission) })));
    const names = await namesOf(ctx, entries.flatMap(({ versions }) => versions.slice(0, 1).map(({ createdBy }) => createdBy)));
    return render(c, <PolicyListPage entries={entries} names={names} publish={mayPublish(ctx)} />);
  });
}

function PolicyListPage({ entries, names, publish }: { entries: Entry[]; names: Names; publish: boolean }) {
  const { t } = useView();
  return (
    <ConsoleShell title={t('policy.title')} nav="policies">
      <PageHead title={t('policy.title')} lead={t('policy.lead')} />
      <div class="stack">{entries.map((entry) => <PermissionCard entry={entry} names={names} publish={publish} />)}</div>
    </ConsoleShell>
  );
}

function PermissionCard({ entry: { permission, versions }, names, publish }: { entry: Entry; names: Names; publish: boolean }) {
  const { t, fmt, locale } = useView();
  const here = `/console/policies/${permission}`;
  const held = versions.find(({ state }) => state === 'published');
  return (
    <Card
      title={<a href={held ? `${here}/${held.version}` : here}>{PERMISSIONS[permission][locale]}</a>}
      actions={held ? <Badge tone="good">{t('policy.in_force', { version: held.version })}</Badge> : <Badge>{t('policy.none')}</Badge>}
    >
      {held ? <RequirementLines requirements={held.definition.requirements} /> : <p class="dim">{t('policy.none.text')}</p>}
      <div class="spread">
        <span class="dim small">{held?.publishedAt && t('policy.published', { name: actorWords(held.createdBy, names, t), when: fmt.moment(held.publishedAt) })}</span>
        <span class="row">
          {versions.length > 0 && <LinkButton href={here} small>{t('policy.versions.count', { n: versions.length })}</LinkButton>}
          {publish && <LinkButton href={`${here}/new`} small icon="edit">{t('policy.new.button')}</LinkButton>}
        </span>
      </div>
    </Card>
  );
}
