import type { Hono } from 'hono';
import { z } from 'zod';
import { can } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { deliveryCounts, deliveryTrouble, TROUBLE_STATES, type TroubledDelivery, type TroubleState } from '../../../notices/index.ts';
import type { ConsoleEnv, WebContext } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, EmptyState, PageHead, Pager, Tabs } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked, linkTo } from '../desk/query.ts';
import { TroubleCard } from './card.tsx';
import { addSettling, type Returned } from './settle.ts';

const PATH = '/console/deliveries';
const PAGE = 25;

interface Trouble {
  deliveries: TroubledDelivery[];
  state: TroubleState | undefined;
  counts: Record<TroubleState, number>;
  first: boolean;
  next: number | null;
  settle: boolean;
}

/** `/console/deliveries`: mails that did not arrive as they should, for a person to settle. */
export function addDeliveries(app: Hono<ConsoleEnv>): void {
  app.get('/deliveries', async (c) => renderTrouble(c, c.get('ctx'), null));
  addSettling(app, renderTrouble);
}

async function renderTrouble(c: WebContext, ctx: Ctx, returned: Returned | null): Promise<Response> {
  const state = asked(c, 'state', z.enum(TROUBLE_STATES));
  const after = asked(c, 'after', z.coerce.number().int().min(0));
  const [page, counts] = await Promise.all([deliveryTrouble(ctx, { ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }), limit: PAGE }), deliveryCounts(ctx)]);
  const trouble: Trouble = { ...page, state, counts: counts.unsettled, first: after === undefined, settle: can(ctx.actor, 'notices.resolve') };
  return render(c, <DeliveriesPage trouble={trouble} returned={returned} />, returned ? 422 : 200);
}

function DeliveriesPage({ trouble, returned }: { trouble: Trouble; returned: Returned | null }) {
  const { t } = useView();
  const { counts, state } = trouble;
  return (
    <ConsoleShell title={t('console.deliveries.title')} nav="deliveries">
      <PageHead title={t('console.deliveries.title')} lead={t('console.deliveries.lead')} />
      <Tabs label={t('console.deliveries.views')} tabs={[
        { href: PATH, label: t('console.deliveries.all'), current: state === undefined, count: counts.bounced + counts.unknown + counts.deferred },
        ...TROUBLE_STATES.map((each) => ({ href: linkTo(PATH, { state: each }), label: t(`console.delivery.${each}`), current: state === each, count: counts[each] })),
      ]} />
      {trouble.deliveries.length === 0 && <EmptyState icon="mail" title={t('console.deliveries.none')}>{t('console.deliveries.none_do')}</EmptyState>}
      {trouble.deliveries.map((each) => <TroubleCard delivery={each} settle={trouble.settle} state={state} returned={returned?.deliveryId === each.deliveryId ? returned.form : null} />)}
      <Pager newer={trouble.first ? null : linkTo(PATH, { state })} older={trouble.next === null ? null : linkTo(PATH, { state, after: trouble.next })} />
    </ConsoleShell>
  );
}
