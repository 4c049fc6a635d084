import { makeCtx } from '../src/lib/ctx.ts';
import type { SweepItem } from '../src/policy/index.ts';
import { editRecord, listResources } from '../src/records/index.ts';
import { askReReview } from '../src/reviews/index.ts';
import type { People } from './people.ts';
import type { Stage } from './stage.ts';

export interface Repair {
  affiliateId: number;
  memberId: string;
  caseId: number;
  dueAt: string;
}

/** How many of the affiliates go through HTTP with a key of their own; the others call the same verbs in this process. */
const BY_API = 12;
const DESCRIPTION = '已按质量报告整改：补充原创内容，移除违规代码，公示备案号与联系方式。';

/** Each repairs its pages, edits its record, and asks for a re-review. */
export async function askAndRepair(stage: Stage, people: People, items: readonly SweepItem[]): Promise<Repair[]> {
  const done: Repair[] = [];
  for (const [i, { affiliateId, memberId }] of items.entries()) {
    stage.web.repair(memberId);
    done.push({ affiliateId, memberId, ...(i < BY_API ? await throughApi(people, affiliateId) : await throughVerbs(stage, affiliateId)) });
  }
  return done;
}

async function throughApi(people: People, affiliateId: number): Promise<{ caseId: number; dueAt: string }> {
  const self = await people.affiliate(affiliateId);
  const { items } = await self.get<{ items: { id: number; kind: string }[] }>(`/affiliates/${affiliateId}/resources`);
  for (const { id } of items.filter((r) => r.kind === 'site')) await self.patch(`/resources/${id}/record`, { description: DESCRIPTION });
  const made = await self.post<{ id: number; dueAt: string }>('/cases', { permission: 'cross_store_settlement', note: DESCRIPTION });
  return { caseId: made.id, dueAt: made.dueAt };
}

async function throughVerbs(stage: Stage, affiliateId: number): Promise<{ caseId: number; dueAt: string }> {
  const ctx = makeCtx(stage.all.deps, { kind: 'affiliate', affiliateId, scopes: null }, `demo:${affiliateId}`);
  const { resources } = await listResources(ctx, { affiliateId });
  for (const { id } of resources.filter((r) => r.kind === 'site')) await editRecord(ctx, { resourceId: id, fields: { description: DESCRIPTION } });
  const made = await askReReview(ctx, { affiliateId, permission: 'cross_store_settlement', note: DESCRIPTION });
  return { caseId: made.id, dueAt: made.dueAt.toISOString() };
}
