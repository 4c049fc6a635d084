import type { Hono } from 'hono';
import type { Ctx } from '../../../lib/ctx.ts';
import { isAppError } from '../../../lib/errors.ts';
import { type Edited, editRecord, getResource, KINDS, recordHistory, type ResourceView } from '../../../records/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { PortalEnv, WebContext } from '../../http/env.ts';
import { type FormState, formOf, readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { idOf } from '../../http/id-of.ts';
import { EditPage } from './edit-view.tsx';
import { type Merged, merge } from './merge.ts';
import { RecordForm } from './record-schema.ts';
import { takenBeside } from './taken-beside.ts';
import { namesOf, who } from './who.ts';

/** `/portal/resources/:id/edit`: the record, to be changed; refused with both values when it was changed meanwhile. */
export function addEdit(app: Hono<PortalEnv>): void {
  app.get('/resources/:id/edit', async (c) => {
    const resource = await getResource(c.get('ctx'), idOf(c.req.param('id')));
    return render(c, <EditPage resource={resource} form={formOf(resource.fields)} />);
  });
  app.post('/resources/:id/edit', async (c) => {
    const ctx = c.get('ctx');
    const resource = await getResource(ctx, idOf(c.req.param('id')));
    const read = await readForm(c, RecordForm);
    const version = Number(read.form.values.version);
    if (version !== resource.currentVersion) return conflict(c, ctx, resource, version, read.form);
    if (!read.ok) return render(c, <EditPage resource={resource} form={read.form} />, 422);
    try {
      const edited = await editRecord(ctx, { resourceId: resource.id, fields: read.value, expectedVersion: version });
      tell(c, edited);
      return c.redirect(`/portal/resources/${resource.id}`, 303);
    } catch (error) {
      // Changed between our look and the save.
      if (isAppError(error, 'STALE_RECORD')) return conflict(c, ctx, await getResource(ctx, resource.id), version, read.form);
      return render(c, <EditPage resource={resource} form={takenBeside(c, error, refused(c, error, read.form))} />, 422);
    }
  });
}

/** What a save means: nothing, a new version, another visit, or that and another proof. */
function tell(c: WebContext, { changes }: Edited): void {
  const moved = changes.find(({ field }) => field === 'url');
  const host = (value: unknown): string | null => (URL.canParse(String(value)) ? new URL(String(value)).host : null);
  if (changes.length === 0) return leaveFlash(c, 'plain', 'record.edit.same');
  if (!moved || host(moved.after) === null) return leaveFlash(c, 'good', 'record.edit.done');
  leaveFlash(c, 'good', host(moved.before) === host(moved.after) ? 'record.edit.done.moved' : 'record.edit.done.elsewhere');
}

async function conflict(c: WebContext, ctx: Ctx, resource: ResourceView, version: number, form: FormState): Promise<Response> {
  const versions = await recordHistory(ctx, { resourceId: resource.id });
  const names = await namesOf(ctx, versions);
  const latest = versions[0];
  const base = versions.find((each) => each.version === version);
  const merged: Merged = merge(base?.fields ?? resource.fields, resource.fields, form.values);
  const changed = latest && { version: latest.version, at: latest.createdAt, by: who(latest.changedBy, names, c.get('view')), theirs: resource.fields, entered: form.values, merged };
  const kind = KINDS.some((each) => each === merged.values.kind) ? {} : { kind: resource.kind };
  return render(c, <EditPage resource={resource} form={{ values: { ...merged.values, ...kind }, errors: {}, top: null }} changed={changed} />, 409);
}
