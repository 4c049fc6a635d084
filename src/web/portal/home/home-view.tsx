import type { SiteReport } from '../../../crawl/index.ts';
import type { Message } from '../../../notices/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import type { ReviewCase } from '../../../reviews/index.ts';
import { LinkButton, PageHead, PortalShell, Section } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';
import { MessageRows } from '../messages/message-rows.tsx';
import { moodOf } from '../permissions/standing.tsx';
import { Others, PermissionCard } from './permission-card.tsx';
import { Sites } from './sites.tsx';
import { UnderWay } from './under-way.tsx';

export interface HomeProps {
  standings: readonly AffiliateStanding[];
  sites: readonly SiteReport[];
  messages: readonly Omit<Message, 'body'>[];
  cases: readonly ReviewCase[];
}

/** Sites that the home page shows; the page of resources has all. */
const SITES_SHOWN = 6;
const URGENCY = { closing: 0, closed: 1, held: 2, never: 3 } as const;

export function HomeView({ standings, sites, messages, cases }: HomeProps) {
  const view = useView();
  const { t } = view;
  const held = standings.filter(({ state }) => state !== 'never').sort((a, b) => URGENCY[moodOf(a)] - URGENCY[moodOf(b)]);
  const others = standings.filter(({ state }) => state === 'never');
  const threshold = standings.flatMap(({ requirements }) => requirements).find(({ fact }) => fact === 'best_score')?.threshold;
  return (
    <PortalShell title={t('common.nav.home')} nav="home">
      <PageHead title={t('portal.home.hello', { name: view.affiliate?.name ?? '' })} lead={leadOf(held, view)} />
      <div class="cols">
        <div class="stack-l">
          <Section title={t('portal.home.permissions')}>
            <div class="stack">
              {held.map((standing) => <PermissionCard standing={standing} sites={sites} open={cases.find(({ permission }) => permission === standing.permission)} />)}
              {others.length > 0 && <Others standings={others} />}
            </div>
          </Section>
          <Sites sites={sites.slice(0, SITES_SHOWN)} more={sites.length > SITES_SHOWN} threshold={threshold} />
        </div>
        <aside class="stack-l" aria-label={t('portal.home.more')}>
          {cases.length > 0 && <UnderWay cases={cases} />}
          <Section title={t('portal.home.messages')} actions={messages.length > 0 && <LinkButton small kind="quiet" href="/portal/messages">{t('portal.home.all_messages')}</LinkButton>}>
            {messages.length > 0 ? <div class="card flush"><MessageRows messages={messages} /></div> : <p class="dim">{t('portal.messages.none_what')}</p>}
          </Section>
        </aside>
      </div>
    </PortalShell>
  );
}

/** How things stand, in one sentence: whoever comes here worried reads it first. */
function leadOf(held: readonly AffiliateStanding[], { t }: View): string {
  const count = (mood: string): number => held.filter((each) => moodOf(each) === mood).length;
  if (count('closing') > 0) return t('portal.home.lead_closing', { n: count('closing') });
  if (count('closed') > 0) return t('portal.home.lead_closed', { n: count('closed') });
  if (held.length === 0) return t('portal.home.lead_none');
  return t(held.some(({ state, requirements }) => state === 'granted' && requirements.some(({ passes }) => passes === false)) ? 'portal.home.lead_short' : 'portal.home.lead_held');
}
