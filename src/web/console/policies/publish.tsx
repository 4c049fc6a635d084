import type { Context, Hono } from 'hono';
import { authorize } from '../../../auth/index.ts';
import { listPolicies, type Permission, publishPolicy } from '../../../policy/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { readFields } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { type Fault, readDefinition } from './faults.ts';
import { permissionIn } from './may.ts';
import { EditPage } from './publish-edit.tsx';
import { CheckPage } from './publish-check.tsx';
import { diffPolicies, isSame } from './requirement-diff.ts';
import { asText, starter } from './starter.ts';

const PATH = '/policies/:permission/new';

/** `/console/policies/:permission/new`: a definition is typed, held against the version in force, and only then published. */
export function addPublishPolicy(app: Hono<ConsoleEnv>): void {
  app.get(PATH, async (c) => {
    authorize(c.get('ctx'), 'policy.publish');
    const { permission, held } = await standing(c);
    return render(c, <EditPage permission={permission} text={asText(held?.definition ?? starter(permission))} held={held?.version} faults={[]} />);
  });

  app.post(PATH, async (c) => {
    const ctx = c.get('ctx');
    authorize(ctx, 'policy.publish');
    const { t } = c.get('view');
    const { permission, latest, held } = await standing(c);
    const { definition: text = '', base = '', step = '' } = await readFields(c);
    const edit = (faults: Fault[]): Response => render(c, <EditPage permission={permission} text={text} held={held?.version} faults={faults} />, faults.length > 0 ? 422 : 200);
    if (step === 'edit') return edit([]);
    const read = readDefinition(text, permission, t);
    if (!read.ok) return edit(read.faults);
    const diff = held ? diffPolicies(held.definition, read.definition) : null;
    if (diff && isSame(diff)) return edit([{ path: '', text: t('policy.new.nothing') }]);
    const check = (moved: boolean): Response => render(c, <CheckPage permission={permission} definition={read.definition} text={text} base={latest} held={held?.version} diff={diff} moved={moved} />, moved ? 422 : 200);
    if (step !== 'publish') return check(false);
    // What was looked at is the difference to one version: another one in between must be looked at too.
    if (base !== String(latest)) return check(true);
    const { version } = await publishPolicy(ctx, read.definition);
    leaveFlash(c, 'good', 'policy.new.done', { version });
    return c.redirect(`/console/policies/${permission}/${version}`, 303);
  });
}

async function standing(c: Context<ConsoleEnv, typeof PATH>) {
  const permission: Permission = permissionIn(c.req.param('permission'));
  const versions = await listPolicies(c.get('ctx'), permission);
  return { permission, latest: versions[0]?.version ?? 0, held: versions.find(({ state }) => state === 'published') };
}
