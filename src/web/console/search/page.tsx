import type { Hono } from 'hono';
import { searchAnything, type SearchHit, type SearchResult } from '../../../records/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Badge, Card, ConsoleShell, EmptyState, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';

const LONGEST = 2_000;

/** `/console/search?q=`: from any page, by member number, PID, host, mail or name. One exact hit leads straight on. */
export function addSearch(app: Hono<ConsoleEnv>): void {
  app.get('/search', async (c) => {
    const result = await searchAnything(c.get('ctx'), (c.req.query('q') ?? '').slice(0, LONGEST));
    if (result.exact !== null) return c.redirect(`/console/affiliates/${result.exact}`, 303);
    return render(c, <SearchPage result={result} />);
  });
}

function SearchPage({ result: { q, groups } }: { result: SearchResult }) {
  const { t } = useView();
  return (
    <ConsoleShell title={t('console.search.title')} q={q}>
      <PageHead title={q === '' ? t('console.search.title') : t('console.search.results', { q })} />
      {q === '' ? (
        <EmptyState icon="search" title={t('console.search.empty')}>{t('console.search.empty_do')}</EmptyState>
      ) : groups.length === 0 ? (
        <EmptyState icon="search" title={t('console.search.nothing', { q })}>{t('console.search.nothing_do')}</EmptyState>
      ) : (
        groups.map(({ kind, hits, more }) => (
          <Card title={t(`console.search.kind.${kind}`)}>
            <ul class="rows">{hits.map((hit) => <Hit hit={hit} />)}</ul>
            {more && <p class="dim small">{t('console.search.more')}</p>}
          </Card>
        ))
      )}
    </ConsoleShell>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useView();
  const name = hit.name === '' ? t('console.affiliate.no_name') : hit.name;
  return (
    <li class="spread">
      <span class="two">
        <a href={`/console/affiliates/${hit.affiliateId}`}>{hit.kind === 'name' ? name : <span class="any">{hit.matched}</span>}</a>
        <small class="dim">{hit.kind === 'name' ? t('console.member', { id: hit.memberId }) : `${name} · ${t('console.member', { id: hit.memberId })}`}</small>
      </span>
      {hit.exact && <Badge tone="good">{t('console.search.exact')}</Badge>}
    </li>
  );
}
