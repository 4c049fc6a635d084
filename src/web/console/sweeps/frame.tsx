import type { Child } from 'hono/jsx';
import type { Sweep } from '../../../policy/index.ts';
import { ConsoleShell, PageHead, Tabs } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { permissionName } from '../desk/words.ts';
import { SweepState } from './list.tsx';

export interface FrameProps {
  sweep: Sweep;
  tab: 'overview' | 'items' | 'notices';
  lead?: Child;
  actions?: Child;
  children?: Child;
}

/** The head of every page of a sweep: what it is, where it is, and its pages. */
export function SweepFrame({ sweep, tab, lead, actions, children }: FrameProps) {
  const { t, fmt, locale } = useView();
  const here = `/console/sweeps/${sweep.id}`;
  const title = t('sweeps.name', { permission: permissionName(sweep.permission, locale, t) });
  const tabs = [
    { href: here, label: t('sweep.tab.overview'), current: tab === 'overview' },
    { href: `${here}/items`, label: t('sweep.tab.items'), current: tab === 'items' },
    { href: `${here}/notices`, label: t('sweep.tab.notices'), current: tab === 'notices' },
  ];
  return (
    <ConsoleShell title={title} nav="sweeps">
      <PageHead
        title={title}
        aside={<span id="sweep-state"><SweepState sweep={sweep} /></span>}
        lead={lead ?? `${t('sweeps.number', { id: sweep.id })} · ${fmt.date(sweep.requestedAt)} · ${t('sweeps.version', { version: sweep.policyVersion })}`}
        crumbs={[{ href: '/console/sweeps', label: t('sweeps.title') }]}
        actions={actions}
      />
      <Tabs tabs={tabs} label={t('sweep.tabs')} />
      {children}
    </ConsoleShell>
  );
}
