import type { Hono } from 'hono';
import { z } from 'zod';
import { can } from '../../../auth/index.ts';
import { planPreview, policyOfSweep, type PolicyVersion, type Sweep, type SweepItem, sweepItems } from '../../../policy/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Badge, type Column, EmptyState, FilterBar, LinkButton, Table, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { asked, idIn, linkTo } from '../desk/query.ts';
import { wordOf } from '../desk/words.ts';
import { Failed, Who } from './failed.tsx';
import { SweepFrame } from './frame.tsx';
import { sweepById } from './load.ts';

const PAGE = 20;
const DECISIONS = ['close', 'grant', 'keep', 'none'] as const;
const TONES: Record<string, Tone> = { close: 'bad', grant: 'good', keep: 'plain', none: 'plain' };

export const Decision = z.enum(DECISIONS);
export const Reason = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);

interface Wanted {
  decision: z.output<typeof Decision> | undefined;
  reason: string | undefined;
}

/** `/console/sweeps/:id/items`: what the plan decides for each affiliate. */
export function addSweepItems(app: Hono<ConsoleEnv>): void {
  app.get('/sweeps/:id{[0-9]+}/items', async (c) => {
    const ctx = c.get('ctx');
    const sweep = await sweepById(ctx, idIn(c, 'sweep'));
    const wanted = { decision: asked(c, 'decision', Decision), reason: asked(c, 'reason', Reason) };
    const after = asked(c, 'after', z.coerce.number().int().min(0));
    const [policy, found, total] = await Promise.all([
      policyOfSweep(ctx.db, sweep.id),
      sweepItems(ctx, { sweepId: sweep.id, ...wanted, after, limit: PAGE + 1 }),
      sweep.planHash === null ? null : countOf(wanted, () => planPreview(ctx, sweep.id)),
    ]);
    const items = found.slice(0, PAGE);
    const here = `/console/sweeps/${sweep.id}/items`;
    const older = found.length > PAGE ? linkTo(here, { ...wanted, after: items.at(-1)?.affiliateId }) : null;
    return render(c, <ItemsPage sweep={sweep} policy={policy} items={items} wanted={wanted} total={total} older={older} first={after === undefined ? null : linkTo(here, { ...wanted })} exports={can(ctx.actor, 'records.export')} />);
  });
}

/** How many there are in all, where that is known without looking for them. */
async function countOf({ decision, reason }: Wanted, preview: () => ReturnType<typeof planPreview>): Promise<number | null> {
  const { counts, closingsByReason } = await preview();
  if (reason === undefined) return counts[decision ?? 'affiliates'];
  return decision === 'close' ? (closingsByReason.find((each) => each.reason === reason)?.affiliates ?? 0) : null;
}

interface ItemsProps {
  sweep: Sweep;
  policy: PolicyVersion;
  items: SweepItem[];
  wanted: Wanted;
  total: number | null;
  older: string | null;
  first: string | null;
  /** The reader may take the whole plan along. */
  exports: boolean;
}

function ItemsPage({ sweep, policy, items, wanted, total, older, first, exports }: ItemsProps) {
  const { t, fmt, locale } = useView();
  const here = `/console/sweeps/${sweep.id}/items`;
  const filters = (
    <FilterBar
      action={here}
      filters={[
        { type: 'select', name: 'decision', label: t('sweep.items.decision'), value: wanted.decision, options: DECISIONS.map((value) => ({ value, label: t(`sweep.decision.${value}`) })) },
        { type: 'select', name: 'reason', label: t('sweep.items.reason'), value: wanted.reason, options: policy.definition.requirements.map(({ code, title }) => ({ value: code, label: title[locale] })) },
      ]}
    />
  );
  return (
    <SweepFrame sweep={sweep} tab="items" actions={sweep.planHash && exports && <LinkButton href={linkTo(`${here}.csv`, { ...wanted })}>{t('sweep.items.csv')}</LinkButton>}>
      <Table
        caption={t('sweep.items.caption')}
        filters={sweep.planHash ? filters : undefined}
        columns={useColumns(policy)}
        rows={items}
        empty={<EmptyState title={t(sweep.planHash ? 'sweep.items.empty' : 'sweep.items.planning')} icon="people" />}
        pager={{ newer: first, older, note: total === null ? undefined : t('sweep.items.total', { n: total, shown: fmt.number(items.length) }) }}
      />
    </SweepFrame>
  );
}

function useColumns(policy: PolicyVersion): Column<SweepItem>[] {
  const { t, fmt } = useView();
  return [
    { key: 'who', title: t('sweep.items.affiliate'), cell: (item) => <Who {...item} /> },
    { key: 'decision', title: t('sweep.items.decision'), cell: ({ decision }) => <Badge tone={TONES[decision]}>{wordOf('sweep.decision.', decision, t)}</Badge>, nowrap: true },
    { key: 'was', title: t('sweep.items.was'), cell: ({ fromState }) => wordOf('sweep.from.', fromState, t), nowrap: true },
    { key: 'score', title: t('sweep.items.score'), num: true, cell: ({ bestScore }) => (bestScore === null ? '–' : fmt.score(bestScore)) },
    { key: 'failed', title: t('sweep.items.failed'), wide: true, cell: (item) => <Failed item={item} policy={policy} /> },
  ];
}
