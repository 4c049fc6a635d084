import type { ObservationRow } from '../../../crawl/index.ts';
import type { Evidence as Found } from '../../../quality/index.ts';
import { Badge, Card, Confirm, Evidence, LinkButton, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { AffiliateLink, FactsLine } from '../desk/bits.tsx';
import { linkTo } from '../desk/query.ts';
import { violationTitle } from '../desk/words.ts';

/** Pieces of evidence that are quoted here; the report has them all. */
const QUOTED = 2;

/** One observed violation: where, how often, what was found, and what to do about it. */
export function ObservationCard({ row, needed, action }: { row: ObservationRow; needed: number; action: string }) {
  const { t, locale } = useView();
  const title = violationTitle(row.code, locale, t);
  const site = row.host ?? row.url;
  const evidence = Array.isArray(row.evidence) ? (row.evidence as Found[]).slice(0, QUOTED) : [];
  const common = { action, small: true } as const;
  return (
    <Card level={2} title={title} tone={row.ripe ? 'warn' : undefined} id={`observation-${row.id}`}
      actions={<LinkButton kind="quiet" small href={linkTo(`/console/resources/${row.resourceId}/report`, { at: row.assessmentId })}>{t('console.obs.report')}</LinkButton>}>
      <FactsLine items={[
        { label: t('console.obs.site'), value: <a class="any" href={row.url} target="_blank" rel="noopener noreferrer nofollow">{row.url}</a> },
        { label: t('console.col.affiliate'), value: <AffiliateLink id={row.affiliateId} name={row.name} memberId={row.memberId} /> },
        { label: t('console.obs.times'), value: <span class="row"><span class="num">{t('console.obs.times_of', { n: row.times, needed })}</span>{!row.ripe && <Badge>{t('console.obs.early')}</Badge>}</span> },
        { label: t('console.obs.first'), value: <Time at={new Date(row.firstSeenAt)} /> },
        { label: t('console.obs.last'), value: <Time at={new Date(row.lastSeenAt)} /> },
      ]} />
      {evidence.length > 0 && (
        <details class="figures">
          <summary>{t('console.obs.evidence')}</summary>
          {evidence.map((each) => <Evidence url={each.url} selector={each.selector ?? undefined} html={each.html ?? String(each.value ?? '')} />)}
        </details>
      )}
      <div class="row">
        {row.ripe && (
          <Confirm {...common} kind="danger" id={`confirm-${row.id}`} label={t('console.obs.confirm')} title={t('console.obs.confirm_title', { title })} submit={t('console.obs.confirm')} hidden={{ id: row.id, decision: 'confirm' }}>
            <p>{t('console.obs.confirm_means', { site })}</p>
          </Confirm>
        )}
        <Confirm {...common} id={`reject-${row.id}`} label={t('console.obs.reject')} title={t('console.obs.reject_title')} submit={t('console.obs.reject')} hidden={{ id: row.id, decision: 'reject' }}>
          <p>{t('console.obs.reject_means', { site })}</p>
        </Confirm>
      </div>
    </Card>
  );
}
