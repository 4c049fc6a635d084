import { FIELD_NAMES, type HistoryEntry } from '../../../records/index.ts';
import type { FormState } from '../../http/form.ts';
import { bandWord, askedScore, firstRepair, Foreign, losses, type FullReport, type ReadReport } from '../../report/index.ts';
import { Badge, Card, EmptyState, Gauge, KeyValue, LinkButton, PageHead, Poll, PortalShell, Timeline } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { fieldLabel, FieldText } from './field-words.tsx';
import { KIND_ICON } from './kind-icon.ts';
import { Placements } from './placements-view.tsx';
import { awaitsVisit, VisitState } from './visit-state.tsx';
import { type Names, who } from './who.ts';

export interface ResourcePageProps extends ReadReport {
  versions: HistoryEntry[];
  names: Names;
  pidForm: FormState;
}

export function ResourcePage({ site, full, versions, names, pidForm }: ResourcePageProps) {
  const { t, now, locale } = useView();
  const path = `/portal/resources/${site.id}`;
  const name = String(site.fields.name ?? site.url);
  const actions = (
    <>
      <LinkButton href={`${path}/edit`} icon="edit">{t('resources.edit')}</LinkButton>
      {full && <LinkButton href={`${path}/report`} icon="chart" kind="primary">{t('resources.report')}</LinkButton>}
    </>
  );
  return (
    <PortalShell title={name} nav="resources">
      <PageHead title={<Foreign text={name} />} lead={<Foreign text={site.url} />} actions={actions} crumbs={[{ href: '/portal/resources', label: t('resources.title') }]} />
      <div class="row badges">
        <Badge icon={KIND_ICON[site.kind]}>{t(`resources.kind.${site.kind}`)}</Badge>
        {site.kind === 'site' && (site.verifiedAt ? <Badge tone="good" icon="shield">{t('resources.proved')}</Badge> : <Badge icon="shield">{t('resources.unproved')}</Badge>)}
        {awaitsVisit(site, now) ? <Poll url={`${path}/visit`} ms={5000}><VisitState {...site} /></Poll> : <VisitState {...site} />}
      </div>
      <div class="resource-page">
        <div class="stack">
          <Card title={t('resources.record')}>
            <KeyValue items={FIELD_NAMES.map((field) => ({ label: fieldLabel(field, locale), value: site.fields[field] == null ? <span class="dim">{t('resources.record.empty')}</span> : <FieldText field={field} value={site.fields[field]} link={site.kind === 'site'} /> }))} />
          </Card>
          <Placements site={site} form={pidForm} />
        </div>
        <div class="stack">
          <Latest full={full} path={path} kind={site.kind} />
          {site.kind === 'site' && <ProofState verifiedAt={site.verifiedAt} path={path} />}
          <Card title={t('resources.history')} actions={<LinkButton href={`${path}/history`} small kind="quiet">{t('resources.more')}</LinkButton>}>
            <Versions versions={versions} names={names} />
          </Card>
        </div>
      </div>
    </PortalShell>
  );
}

/** The report in short: figure, and what to repair first. */
function Latest({ full, path, kind }: { full: FullReport | null; path: string; kind: string }) {
  const { t, locale } = useView();
  if (!full) return <Card title={t('resources.latest')}><EmptyState small title={t('resources.latest.none')}>{t(kind === 'site' ? 'resources.latest.none.body' : 'resources.no_crawl')}</EmptyState></Card>;
  const { score } = full.report;
  const asked = askedScore(full.asked);
  const first = firstRepair(full.findings.filter(({ code }) => code !== 'unverifiable'));
  // Breaking no rule is not enough when the score is below what is asked.
  const [top] = losses(full.report, asked?.value ?? null);
  return (
    <Card title={t('resources.latest')}>
      <div class="latest">
        <Gauge score={score} threshold={asked?.value} label={bandWord(t, score, asked?.value)} />
        <div class="stack-s">
          {score === null && <p>{t('resources.latest.unread')}</p>}
          {first && <First href={`${path}/report#finding-${first.code}`} title={first.title[locale]} todo={first.remedy[locale]} />}
          {!first && top && <First href={`${path}/report#losses`} title={top.title[locale]} todo={t(`report.advice.${top.code}`)} />}
          {!first && !top && score !== null && <p>{t('resources.latest.good')}</p>}
        </div>
      </div>
    </Card>
  );
}

function First({ href, title, todo }: { href: string; title: string; todo: string }) {
  const { t } = useView();
  return <><p class="dim small">{t('resources.latest.first')}</p><p><a href={href}><strong>{title}</strong></a></p><p class="small">{todo}</p></>;
}

function ProofState({ verifiedAt, path }: { verifiedAt: Date | null; path: string }) {
  const { t, fmt } = useView();
  return (
    <Card title={t('resources.proof.title')}>
      <p>{verifiedAt ? t('resources.proof.since', { date: fmt.date(verifiedAt) }) : t('resources.proof.why')}</p>
      {!verifiedAt && <p><LinkButton href={`${path}/proof`} icon="shield">{t('resources.prove')}</LinkButton></p>}
    </Card>
  );
}

function Versions({ versions, names }: { versions: HistoryEntry[]; names: Names }) {
  const view = useView();
  const { t, locale } = view;
  const items = versions.map((entry) => ({
    at: entry.createdAt,
    title: t('record.history.version', { version: entry.version }),
    body: entry.version === 1 ? t('record.history.first') : entry.changes.map(({ field }) => fieldLabel(field, locale)).join(locale === 'en' ? ', ' : '、'),
    actor: who(entry.changedBy, names, view),
    icon: 'edit' as const,
  }));
  return <Timeline items={items} label={t('resources.history')} />;
}
