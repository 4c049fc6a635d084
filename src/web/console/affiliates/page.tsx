import type { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, PageHead, Pager, Section, Tabs, Time, Timeline } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { FactsLine } from '../desk/bits.tsx';
import { asked, idIn, linkTo } from '../desk/query.ts';
import { itemOf } from './entry-item.tsx';
import { type AffiliateView, loadAffiliate } from './load.ts';
import { readPosition, TIMELINE_KINDS, type TimelineKind, writePosition } from './merge.ts';
import { Cases, Notices, People, Pids, ResourceTable } from './parts.tsx';
import { Standings } from './standings.tsx';

/** `/console/affiliates/:id`: everything about one affiliate, and everything that happened to it. */
export function addAffiliate(app: Hono<ConsoleEnv>): void {
  app.get('/affiliates/:id', async (c) => {
    const kind = asked(c, 'kind', z.enum(TIMELINE_KINDS));
    const before = c.req.query('before');
    const pidsAfter = asked(c, 'pids', z.coerce.number().int().min(0));
    const view = await loadAffiliate(c.get('ctx'), idIn(c, 'affiliate'), { kind, from: readPosition(before), pidsAfter });
    return render(c, <AffiliatePage view={view} kind={kind} first={before === undefined} pidsFirst={pidsAfter === undefined} />);
  });
}

function AffiliatePage({ view, kind, first, pidsFirst }: { view: AffiliateView; kind: TimelineKind | undefined; first: boolean; pidsFirst: boolean }) {
  const { t } = useView();
  const { affiliate, people } = view;
  const name = affiliate.name === '' ? t('console.affiliate.no_name') : affiliate.name;
  return (
    <ConsoleShell title={name} nav="affiliates">
      <PageHead title={name} lead={<span class="num">{t('console.member', { id: affiliate.memberId })}</span>} crumbs={[{ href: '/console/affiliates', label: t('console.affiliates.title') }]} />
      <FactsLine items={[
        { label: t('console.affiliate.mail'), value: <span class="any">{affiliate.email}</span> },
        { label: t('console.affiliate.language'), value: t(`console.affiliate.language.${affiliate.locale}`) },
        { label: t('console.affiliate.since'), value: <Time at={affiliate.createdAt} /> },
      ]} />
      <Section title={t('console.affiliate.standings')}><Standings standings={view.standings} reasons={view.reasons} /></Section>
      <Section title={t('console.affiliate.resources')}><ResourceTable view={view} /></Section>
      <div class="halves">
        <Notices view={view} />
        <Cases view={view} />
        <Pids view={view} first={pidsFirst} />
        {people && <People people={people} />}
      </div>
      <History view={view} kind={kind} first={first} />
    </ConsoleShell>
  );
}

function History({ view: { affiliate, timeline, names, reasons }, kind, first }: { view: AffiliateView; kind: TimelineKind | undefined; first: boolean }) {
  const view = useView();
  const { t } = view;
  const path = `/console/affiliates/${affiliate.id}`;
  const to = (query: Record<string, string | undefined>): string => `${linkTo(path, query)}#timeline`;
  return (
    <Section title={t('console.affiliate.timeline')} id="timeline">
      <Tabs label={t('console.affiliate.timeline')} tabs={[
        { href: to({}), label: t('console.kind.all'), current: kind === undefined },
        ...TIMELINE_KINDS.map((each) => ({ href: to({ kind: each }), label: t(`console.kind.${each}`), current: each === kind })),
      ]} />
      {timeline.items.length === 0 ? <p class="dim">{t('console.affiliate.timeline_none')}</p> : <Timeline label={t('console.affiliate.timeline')} items={timeline.items.map((entry) => itemOf(entry, view, names, reasons))} />}
      <Pager newer={first ? null : to({ kind })} older={timeline.next === null ? null : to({ kind, before: writePosition(timeline.next) })} />
    </Section>
  );
}
