import type { Child } from 'hono/jsx';
import { Card, Icon, type IconName, LinkButton, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { permissionName } from '../desk/words.ts';
import type { Overview } from './load.ts';

export interface Rights {
  decide: boolean;
  settle: boolean;
  reviewer: boolean;
}

interface Need {
  tone: Tone;
  icon: IconName;
  title: Child;
  note: Child;
  href: string;
  action: string;
}

/** What waits for this very reader, by what their role may do. */
export function Needs({ overview, rights }: { overview: Overview; rights: Rights }) {
  const { t, locale, fmt } = useView();
  const { cases, observations, deliveries } = overview;
  const doubtful = deliveries.unsettled.bounced + deliveries.unsettled.unknown;
  const needs: Need[] = [
    ...overview.toApprove.map((sweep): Need => ({
      tone: 'warn', icon: 'sweep', title: t('console.overview.plan', { permission: permissionName(sweep.permission, locale, t), n: sweep.totals?.close ?? 0 }),
      note: t('console.overview.plan_note', { sweep: sweep.id, time: fmt.moment(sweep.requestedAt) }), href: `/console/sweeps/${sweep.id}`, action: t('console.overview.plan_open'),
    })),
    ...overview.toRun.map((sweep): Need => ({
      tone: 'info', icon: 'sweep', title: t('console.overview.run', { permission: permissionName(sweep.permission, locale, t) }),
      note: t('console.overview.plan_note', { sweep: sweep.id, time: fmt.moment(sweep.requestedAt) }), href: `/console/sweeps/${sweep.id}`, action: t('console.overview.run_open'),
    })),
  ];
  if (rights.decide && observations.ripe > 0) {
    needs.push({ tone: 'warn', icon: 'eye', title: t('console.overview.obs', { n: observations.ripe }), note: t('console.overview.obs_note'), href: '/console/observations', action: t('console.overview.obs_open') });
  }
  if (rights.reviewer && cases.overdue > 0) {
    needs.push({ tone: 'bad', icon: 'review', title: t('console.overview.overdue', { n: cases.overdue }), note: t('console.overview.overdue_note'), href: '/console/cases', action: t('console.overview.cases_open') });
  }
  if (rights.settle && doubtful > 0) {
    needs.push({ tone: 'bad', icon: 'mail', title: t('console.overview.doubt', { n: doubtful }), note: t('console.overview.doubt_note'), href: '/console/deliveries', action: t('console.overview.doubt_open') });
  }
  return (
    <Card title={t('console.overview.yours')}>
      {needs.length === 0 ? (
        <p class="dim row"><Icon name="check" />{t('console.overview.yours_none')}</p>
      ) : (
        <ul class="rows">
          {needs.map((need, index) => (
            <li class="need">
              <span class={`need-icon ${need.tone}`}><Icon name={need.icon} size={18} /></span>
              <span class="two"><strong>{need.title}</strong><small class="dim">{need.note}</small></span>
              <LinkButton href={need.href} kind={index === 0 ? 'primary' : 'plain'}>{need.action}</LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
