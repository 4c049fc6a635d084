import type { Hono } from 'hono';
import { notFound } from '../../../lib/errors.ts';
import { PERMISSIONS, type Permission, type PolicyVersion } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Button, ConsoleShell, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { PolicyDifference } from './difference.tsx';
import { permissionIn, versionIn } from './may.ts';
import { diffPolicies } from './requirement-diff.ts';

/** `/console/policies/:permission/diff?from=&to=`: two versions, requirement by requirement. */
export function addPolicyDiff(app: Hono<ConsoleEnv>): void {
  app.get('/policies/:permission/diff', async (c) => {
    const permission = permissionIn(c.req.param('permission'));
    const { versions, version: to } = await versionIn(c.get('ctx'), permission, c.req.query('to') ?? '');
    const from = versions.find((each) => String(each.version) === c.req.query('from'));
    if (!from) throw notFound('policy version', `${permission}@${c.req.query('from')}`);
    return render(c, <DiffPage permission={permission} versions={versions} from={from} to={to} />);
  });
}

function DiffPage({ permission, versions, from, to }: { permission: Permission; versions: PolicyVersion[]; from: PolicyVersion; to: PolicyVersion }) {
  const { t, locale } = useView();
  const here = `/console/policies/${permission}`;
  const title = t('policy.diff.title', { from: from.version, to: to.version });
  return (
    <ConsoleShell title={title} nav="policies">
      <PageHead title={title} crumbs={[{ href: '/console/policies', label: t('policy.title') }, { href: here, label: PERMISSIONS[permission][locale] }]} />
      <div class="filters auto">
        <form method="get" action={`${here}/diff`} class="row">
          <Versions name="from" label={t('policy.diff.from')} versions={versions} chosen={from} />
          <Versions name="to" label={t('policy.diff.to')} versions={versions} chosen={to} />
          <Button>{t('policy.col.compare')}</Button>
        </form>
      </div>
      <PolicyDifference diff={diffPolicies(from.definition, to.definition)} />
    </ConsoleShell>
  );
}

function Versions({ name, label, versions, chosen }: { name: string; label: string; versions: PolicyVersion[]; chosen: PolicyVersion }) {
  const { t } = useView();
  return (
    <label class="filter">
      <span>{label}</span>
      <select name={name} data-autosubmit>{versions.map(({ version }) => <option value={version} selected={version === chosen.version}>{t('policy.version', { version })}</option>)}</select>
    </label>
  );
}
