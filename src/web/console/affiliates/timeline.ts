import { type AuditEntryRow, listAudit } from '../../../auth/index.ts';
import { scoreHistory, type ScorePoint } from '../../../crawl/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { listNotices, type NoticeEntry } from '../../../notices/index.ts';
import { type StandingEntry, standingHistory } from '../../../policy/index.ts';
import { type HistoryEntry, type listResources, recordHistory } from '../../../records/index.ts';
import { type CaseRow, pageCases } from '../../../reviews/index.ts';
import { type Happening, mergeNewest, type Merged, type Position, type Strand, strandOf, TIMELINE_KINDS, type TimelineKind } from './merge.ts';

export type Resources = Awaited<ReturnType<typeof listResources>>['resources'];
type Resource = Resources[number];

export type Told =
  | { kind: 'standing'; event: StandingEntry }
  | { kind: 'notice'; notice: NoticeEntry }
  | { kind: 'record'; resource: Resource; entry: HistoryEntry }
  | { kind: 'visit'; resource: Resource; point: ScorePoint }
  | { kind: 'case'; found: CaseRow; step: 'asked' | 'decided' }
  | { kind: 'audit'; entry: AuditEntryRow };
export type Entry = Happening & Told;

/** Resources whose histories are read; an affiliate with more has them on the pages of its resources. */
const RESOURCES = 20;
const VISITS = 200;
/** Told by their own kind already: the audit log's rows of them would say it twice. */
const TOLD_ELSEWHERE = new Set(['record.edit', 'resource.register', 'standing.reopen', 'case.open', 'case.decide']);

/** A page of everything that happened to an affiliate, newest first; of one kind when asked. */
export async function readTimeline(ctx: Ctx, affiliateId: number, resources: Resources, options: { kind?: TimelineKind | undefined; from: Position; limit: number }): Promise<Merged<Entry>> {
  const { kind, from, limit } = options;
  const read: Record<TimelineKind, () => Promise<Strand<Entry>>> = {
    standing: () => standings(ctx, affiliateId, from.standing, limit),
    notice: () => notices(ctx, affiliateId, from.notice, limit),
    record: () => records(ctx, resources.slice(0, RESOURCES), from.record, limit),
    visit: () => visits(ctx, resources.filter((each) => each.kind === 'site').slice(0, RESOURCES), from.visit, limit),
    case: () => cases(ctx, affiliateId, from.case, limit),
    audit: () => audits(ctx, affiliateId, resources.slice(0, RESOURCES), from.audit, limit),
  };
  const strands = await Promise.all((kind === undefined ? TIMELINE_KINDS : [kind]).map((each) => read[each]()));
  const merged = mergeNewest(strands, limit, from);
  return { ...merged, items: merged.items.filter((entry) => entry.kind !== 'audit' || !TOLD_ELSEWHERE.has(entry.entry.action)) };
}

async function standings(ctx: Ctx, affiliateId: number, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const { events, next } = await standingHistory(ctx, { affiliateId, limit, ...(before === undefined ? {} : { before }) });
  return { kind: 'standing', items: events.map((event) => ({ kind: 'standing', at: event.recordedAt, key: event.id, event })), more: next !== null };
}

async function notices(ctx: Ctx, affiliateId: number, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const found = await listNotices(ctx, { affiliateId, limit, ...(before === undefined ? {} : { before }) });
  return { kind: 'notice', items: found.notices.map((notice) => ({ kind: 'notice', at: notice.createdAt, key: notice.noticeId, notice })), more: found.next !== null };
}

async function records(ctx: Ctx, resources: Resources, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const histories = await Promise.all(resources.map(async (resource) => (await recordHistory(ctx, { resourceId: resource.id })).map((entry) => ({ resource, entry })).reverse()));
  const strand = strandOf('record', histories.flat(), ({ entry }) => entry.createdAt, before, limit);
  return { ...strand, items: strand.items.map(({ item, ...happening }) => ({ ...happening, kind: 'record', ...item })) };
}

async function visits(ctx: Ctx, sites: Resources, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const histories = await Promise.all(sites.map(async (resource) => (await scoreHistory(ctx, { resourceId: resource.id, limit: VISITS })).map((point): Entry => ({ kind: 'visit', at: point.assessedAt, key: point.assessmentId, resource, point }))));
  const below = histories.flat().filter(({ key }) => before === undefined || key < before).sort((a, b) => b.key - a.key);
  return { kind: 'visit', items: below.slice(0, limit), more: below.length > limit };
}

async function cases(ctx: Ctx, affiliateId: number, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const { cases: found } = await pageCases(ctx, { affiliateId, limit: VISITS });
  const steps = found.reverse().flatMap((each): { found: CaseRow; step: 'asked' | 'decided'; at: Date }[] => [
    { found: each, step: 'asked', at: each.askedAt },
    ...(each.decidedAt ? [{ found: each, step: 'decided' as const, at: each.decidedAt }] : []),
  ]);
  const strand = strandOf('case', steps, ({ at }) => at, before, limit);
  return { ...strand, items: strand.items.map(({ item, ...happening }) => ({ ...happening, kind: 'case', found: item.found, step: item.step })) };
}

async function audits(ctx: Ctx, affiliateId: number, resources: Resources, before: number | undefined, limit: number): Promise<Strand<Entry>> {
  const of = (subjectKind: string, id: number) => listAudit(ctx, { subjectKind, subjectId: String(id), limit, ...(before === undefined ? {} : { before }) });
  const pages = await Promise.all([of('affiliate', affiliateId), ...resources.map(({ id }) => of('resource', id))]);
  const items = pages.flatMap((page) => page.items).sort((a, b) => b.id - a.id);
  return { kind: 'audit', items: items.slice(0, limit).map((entry) => ({ kind: 'audit', at: entry.at, key: entry.id, entry })), more: items.length > limit || pages.some(({ next }) => next !== null) };
}
