import type { AffiliatePeople } from '../../../auth/index.ts';
import { Badge, bandOf, Card, Code, State, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Decision, DeliveryState, Due, PermissionName, Two } from '../desk/bits.tsx';
import { linkTo } from '../desk/query.ts';
import { violationTitle, wordOf } from '../desk/words.ts';
import { type AffiliateView, SHOWN } from './load.ts';

/** What the affiliate promotes with, with the latest score of each site. */
export function ResourceTable({ view: { resources, sites, moreResources } }: { view: AffiliateView }) {
  const { t, fmt, locale } = useView();
  return (
    <>
      <Table
        caption={t('console.affiliate.resources')}
        rows={resources}
        empty={t('console.affiliate.resources_none')}
        columns={[
          { key: 'resource', title: t('console.affiliate.resource'), wide: true, cell: (each) => <Two under={<span class="any">{each.url}</span>}>{String(each.fields.name ?? each.host ?? each.url)}</Two> },
          { key: 'kind', title: t('console.affiliate.kind'), nowrap: true, cell: (each) => <Two under={each.kind === 'site' && (each.verifiedAt ? t('console.affiliate.verified') : t('console.affiliate.unverified'))}>{t(`console.resource.${each.kind}`)}</Two> },
          { key: 'score', title: t('console.affiliate.score'), num: true, cell: (each) => {
            const score = sites.get(each.id)?.score ?? null;
            return score === null ? <span class="dim">{t('console.affiliate.unknown')}</span> : <State tone={bandOf(score)}><strong>{fmt.score(score)}</strong></State>;
          } },
          { key: 'found', title: t('console.obs.violation'), cell: (each) => {
            const found = (sites.get(each.id)?.violations ?? []).filter(({ level }) => level !== 'none');
            return found.length === 0 ? <span class="dim">{t('console.none')}</span> : <span class="two">{found.map(({ code, level }) => <span class="small">{level === 'stop' && <Badge tone="bad" icon="warn" />} {violationTitle(code, locale, t)}</span>)}</span>;
          } },
          { key: 'visit', title: t('console.affiliate.last_visit'), nowrap: true, cell: (each) => (each.kind !== 'site' ? <span class="dim">–</span> : each.lastCrawledAt ? <Time at={each.lastCrawledAt} /> : <span class="dim">{t('console.affiliate.not_visited')}</span>) },
          { key: 'report', title: t('console.col.actions'), quiet: true, nowrap: true, cell: (each) => sites.get(each.id)?.assessmentId != null && <a href={`/console/resources/${each.id}/report`}>{t('console.affiliate.report')}</a> },
        ]}
      />
      {moreResources && <p class="dim small">{t('console.affiliate.resources_more', { n: SHOWN.resources })}</p>}
    </>
  );
}

export function People({ people }: { people: AffiliatePeople }) {
  const { t } = useView();
  return (
    <Card level={2} title={t('console.affiliate.people')}>
      {people.users.length === 0 ? (
        <p class="dim">{t('console.affiliate.people_none')}</p>
      ) : (
        <ul class="rows">
          {people.users.map((user) => (
            <li class="spread"><Two under={<span class="any">{user.email}</span>}>{user.name}</Two><Badge>{t(user.role === 'owner' ? 'console.affiliate.owner' : 'console.affiliate.member')}</Badge></li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** All PIDs, each with the resource that it is on; one that is on none says so. */
export function Pids({ view: { affiliate, pids, resources }, first }: { view: AffiliateView; first: boolean }) {
  const { t } = useView();
  const path = `/console/affiliates/${affiliate.id}`;
  const placed = (resourceId: number | null): string => {
    if (resourceId === null) return t('console.affiliate.pid_loose');
    const found = resources.find(({ id }) => id === resourceId);
    return found ? String(found.fields.name ?? found.host ?? found.url) : t('console.subject.resource');
  };
  return (
    <Card level={2} title={t('console.affiliate.pids')} id="pids">
      {pids.placements.length === 0 ? <p class="dim">{t('console.affiliate.pids_none')}</p> : <ul class="rows">{pids.placements.map(({ pid, resourceId }) => <li><Two under={<span class="any">{placed(resourceId)}</span>}><Code copy>{pid}</Code></Two></li>)}</ul>}
      {(!first || pids.next !== null) && (
        <p class="row">
          {!first && <a href={`${path}#pids`}>{t('console.affiliate.pids_first')}</a>}
          {pids.next !== null && <a href={`${linkTo(path, { pids: pids.next })}#pids`}>{t('console.affiliate.pids_next')}</a>}
        </p>
      )}
    </Card>
  );
}

export function Cases({ view: { cases } }: { view: AffiliateView }) {
  const { t, now } = useView();
  return (
    <Card level={2} title={t('console.affiliate.cases')}>
      {cases.length === 0 ? (
        <p class="dim">{t('console.affiliate.cases_none')}</p>
      ) : (
        <ul class="rows">
          {cases.map((each) => (
            <li class="spread">
              <Two under={<PermissionName permission={each.permission} />}><a href={`/console/cases/${each.id}`}>{t('console.case.title', { id: each.id })}</a></Two>
              {each.decision ? <Decision decision={each.decision} /> : <Due at={each.dueAt} overdue={each.dueAt <= now} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function Notices({ view: { notices } }: { view: AffiliateView }) {
  const { t } = useView();
  return (
    <Card level={2} title={t('console.affiliate.notices')}>
      {notices.length === 0 ? (
        <p class="dim">{t('console.affiliate.notices_none')}</p>
      ) : (
        <ul class="rows">
          {notices.map((each) => (
            <li class="spread">
              <Two under={<><PermissionName permission={each.permission} /> · <Time at={each.createdAt} /></>}>{wordOf('console.notice.', each.kind, t)}</Two>
              <DeliveryState state={each.delivery.state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
