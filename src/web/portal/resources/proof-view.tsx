import { PROOF_METHODS, type ProofMethod, type ProofPlace, type ResourceView } from '../../../records/index.ts';
import { Banner, Button, Card, CopyField, cx, EmptyState, Form, Icon, type IconName, LinkButton, PageHead, Poll, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { ProofStatus } from './proof-status.tsx';

const METHOD_ICON: Record<ProofMethod, IconName> = { file: 'policy', meta: 'site', dns: 'globe' };

export interface ProofPageProps {
  site: ResourceView;
  /** What to place where; null until a method was chosen. */
  place: ProofPlace | null;
  /** Real time in ms at which the page stops asking. */
  until: number;
  error?: string | undefined;
}

export function ProofPage({ site, place, until, error }: ProofPageProps) {
  const { t, fmt } = useView();
  const path = `/portal/resources/${site.id}`;
  const open = site.kind === 'site' && site.verifiedAt === null;
  return (
    <PortalShell title={t('resources.proof.title')} nav="resources">
      <PageHead title={t('resources.proof.title')} lead={site.host === null ? undefined : t('resources.proof.lead', { host: site.host })} crumbs={[{ href: '/portal/resources', label: t('resources.title') }, { href: path, label: String(site.fields.name ?? site.url) }]} />
      {error !== undefined && <Banner tone="bad" title={error} />}
      {site.kind !== 'site' && <EmptyState icon="shield" title={t('resources.no_crawl')}>{t('resources.proof.unneeded')}</EmptyState>}
      {site.verifiedAt && <Banner tone="good" title={t('resources.proof.since', { date: fmt.date(site.verifiedAt) })} actions={<LinkButton href={path} small>{t('resources.record')}</LinkButton>}>{t('resources.proof.keep')}</Banner>}
      {open && <Methods path={path} chosen={place?.method} />}
      {open && place && (
        <div class="proof">
          <Card title={t('resources.proof.steps')}><Steps place={place} /></Card>
          <Card title={t('resources.proof.watch')}>
            <Poll url={`${path}/proof/${place.method}/look?until=${until}`} ms={5000}><ProofStatus site={site} method={place.method} stopped={false} /></Poll>
            <Form inline action={`${path}/proof/check`} hidden={{ method: place.method }}><Button kind="primary" icon="search">{t('resources.proof.check')}</Button></Form>
          </Card>
        </div>
      )}
    </PortalShell>
  );
}

/** The three ways, each a button; the chosen one is told. */
function Methods({ path, chosen }: { path: string; chosen: ProofMethod | undefined }) {
  const { t } = useView();
  return (
    <form method="post" action={`${path}/proof`} aria-label={t('resources.proof.choose')}>
      <ul class="method-list">
        {PROOF_METHODS.map((method) => (
          <li class={cx('card', method === chosen && 'edge good')}>
            <h2><Icon name={METHOD_ICON[method]} /> {t(`resources.proof.${method}`)}</h2>
            <p class="dim">{t(`resources.proof.${method}.hint`)}</p>
            {method === chosen ? <p class="proof-state good"><Icon name="check" size={16} /> {t('resources.proof.chosen')}</p> : <button class="btn small" name="method" value={method}>{t('resources.proof.use')}<span class="vh"> {t(`resources.proof.${method}`)}</span></button>}
          </li>
        ))}
      </ul>
    </form>
  );
}

function Steps({ place }: { place: ProofPlace }) {
  const { t } = useView();
  const { where, content } = place;
  switch (place.method) {
    case 'file':
      return (
        <ol class="proof-steps">
          <li><CopyField label={t('resources.proof.file.1')} value={new URL(where).pathname.slice(1)} /></li>
          <li><CopyField label={t('resources.proof.file.2')} value={content} /></li>
          <li><p class="label">{t('resources.proof.file.3')}</p><p><a class="any" href={where} target="_blank" rel="noopener noreferrer">{where}</a></p></li>
        </ol>
      );
    case 'meta':
      return (
        <ol class="proof-steps">
          <li><CopyField label={t('resources.proof.meta.1')} value={content} /></li>
          <li><p class="label">{t('resources.proof.meta.2')}</p><p><a class="any" href={where} target="_blank" rel="noopener noreferrer">{where}</a></p></li>
        </ol>
      );
    case 'dns':
      return (
        <ol class="proof-steps">
          <li><CopyField label={t('resources.proof.dns.1')} value={where} /></li>
          <li><CopyField label={t('resources.proof.dns.2')} value={content} /></li>
        </ol>
      );
  }
}
