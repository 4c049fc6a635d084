import type { Hono } from 'hono';
import { z } from 'zod';
import { listStandings, type Permission, PermissionSchema, type StandingPage, StandingsInput } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, EmptyState, FilterBar, PageHead, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { FIRST_PERMISSION } from '../overview/load.ts';
import { AffiliateLink, StandingState, Two } from '../desk/bits.tsx';
import { asked, linkTo } from '../desk/query.ts';
import { permissionOptions, standingWord } from '../desk/words.ts';

const PATH = '/console/affiliates';
const PAGE = 20;
const STATES = ['granted', 'pending', 'closed'] as const;

interface Asked {
  permission: Permission;
  state: (typeof STATES)[number] | undefined;
  from: number | undefined;
  to: number | undefined;
}

/** `/console/affiliates`: who stands where on a permission, by state and score. */
export function addAffiliateList(app: Hono<ConsoleEnv>): void {
  app.get('/affiliates', async (c) => {
    const wanted: Asked = {
      permission: asked(c, 'permission', PermissionSchema) ?? FIRST_PERMISSION,
      state: asked(c, 'state', z.enum(STATES)),
      from: asked(c, 'from', StandingsInput.shape.scoreFrom),
      to: asked(c, 'to', StandingsInput.shape.scoreTo),
    };
    const after = asked(c, 'after', z.coerce.number().int().min(0));
    const { permission, state, from, to } = wanted;
    const page = await listStandings(c.get('ctx'), {
      permission,
      ...(state === undefined ? {} : { state }),
      ...(from === undefined ? {} : { scoreFrom: from }),
      ...(to === undefined ? {} : { scoreTo: to }),
      ...(after === undefined ? {} : { after }),
      limit: PAGE,
    });
    return render(c, <AffiliateList page={page} wanted={wanted} first={after === undefined} />);
  });
}

function AffiliateList({ page, wanted, first }: { page: StandingPage; wanted: Asked; first: boolean }) {
  const { t, locale, fmt } = useView();
  const query = { ...wanted };
  const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return (
    <ConsoleShell title={t('console.affiliates.title')} nav="affiliates">
      <PageHead title={t('console.affiliates.title')} lead={t('console.affiliates.lead')} />
      <Table
        caption={t('console.affiliates.title')}
        rows={page.rows}
        filters={<FilterBar action={PATH} filters={[
          { type: 'select', name: 'permission', label: t('console.col.permission'), value: wanted.permission, options: permissionOptions(locale) },
          { type: 'select', name: 'state', label: t('console.affiliates.state'), value: wanted.state, options: STATES.map((state) => ({ value: state, label: t(`console.standing.${state}`) })) },
          { type: 'number', name: 'from', label: t('console.affiliates.score_from'), value: text(wanted.from) },
          { type: 'number', name: 'to', label: t('console.affiliates.score_to'), value: text(wanted.to) },
        ]} />}
        columns={[
          { key: 'affiliate', title: t('console.col.affiliate'), cell: (row) => <AffiliateLink id={row.affiliateId} name={row.name} memberId={row.memberId} /> },
          { key: 'state', title: t('console.col.state'), nowrap: true, cell: (row) => (
            <Two under={row.pending && (row.closesAt ? t('console.affiliates.closes', { date: fmt.day(row.closesAt) }) : t('console.affiliates.closes_unset'))}><StandingState word={standingWord(row)} /></Two>
          ) },
          { key: 'score', title: t('console.affiliates.score'), num: true, cell: (row) => (row.bestScore === null ? <span class="dim">{t('console.affiliate.unknown')}</span> : fmt.score(row.bestScore)) },
          { key: 'sites', title: t('console.affiliates.sites'), wide: true, cell: (row) => (row.hosts.length === 0 ? <span class="dim">{t('console.none')}</span> : <Two under={row.sites > row.hosts.length && t('console.affiliates.sites_more', { n: row.sites })}><span class="any">{row.hosts.join(locale === 'en' ? ', ' : '、')}</span></Two>) },
          { key: 'since', title: t('console.affiliates.since'), nowrap: true, cell: (row) => <Time at={row.since} as="date" /> },
        ]}
        empty={page.next === null ? <EmptyState icon="people" title={t('console.affiliates.none')}>{t('console.affiliates.none_do')}</EmptyState> : t('console.affiliates.go_on')}
        pager={{ newer: first ? null : linkTo(PATH, query), older: page.next === null ? null : linkTo(PATH, { ...query, after: page.next }), note: page.rows.length > 0 && t('console.page_note', { n: page.rows.length }) }}
      />
    </ConsoleShell>
  );
}
