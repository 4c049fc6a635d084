import type { Hono } from 'hono';
import { PERMISSIONS, type Permission, type PolicyVersion } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, LinkButton, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, namesOf } from '../desk/names.ts';
import { permissionIn, versionIn } from './may.ts';
import { Requirements } from './requirement.tsx';
import { VersionState } from './versions.tsx';

/** `/console/policies/:permission/:version`: what it asks for, in words. */
export function addPolicyVersion(app: Hono<ConsoleEnv>): void {
  app.get('/policies/:permission/:version{[0-9]+}', async (c) => {
    const ctx = c.get('ctx');
    const permission = permissionIn(c.req.param('permission'));
    const { versions, version } = await versionIn(ctx, permission, c.req.param('version'));
    const who = actorWords(version.createdBy, await namesOf(ctx, [version.createdBy]), c.get('view').t);
    return render(c, <VersionPage permission={permission} version={version} versions={versions} who={who} />);
  });
}

function VersionPage({ permission, version, versions, who }: { permission: Permission; version: PolicyVersion; versions: PolicyVersion[]; who: string }) {
  const { t, fmt, locale } = useView();
  const here = `/console/policies/${permission}`;
  const name = PERMISSIONS[permission][locale];
  const title = t('policy.version.title', { permission: name, version: version.version });
  // The one before, or for the first the one in force.
  const other = versions.find((each) => each.version === version.version - 1) ?? versions.find((each) => each.version !== version.version);
  const [from, to] = other ? [other.version, version.version].sort((a, b) => a - b) : [];
  return (
    <ConsoleShell title={title} nav="policies">
      <PageHead
        title={title}
        aside={<VersionState state={version.state} />}
        lead={t('policy.published', { name: who, when: fmt.moment(version.publishedAt ?? version.createdAt) })}
        crumbs={[{ href: '/console/policies', label: t('policy.title') }, { href: here, label: name }]}
        actions={other && <LinkButton href={`${here}/diff?from=${from}&to=${to}`}>{t('policy.diff.link', { version: other.version })}</LinkButton>}
      />
      <p class="dim">{t('policy.used.note')}</p>
      <Requirements requirements={version.definition.requirements} />
    </ConsoleShell>
  );
}
