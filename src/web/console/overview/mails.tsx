import { Bar, Card } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { DeliveryState } from '../desk/bits.tsx';
import { DELIVERY_TONES } from '../desk/words.ts';
import type { Overview } from './load.ts';

/** The mails of the last day, by where they are. */
export function Mails({ deliveries }: { deliveries: Overview['deliveries'] }) {
  const { t, fmt } = useView();
  const { claimed, ...states } = deliveries.lastDay;
  const counts = Object.entries({ ...states, pending: states.pending + claimed }).filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a);
  const all = counts.reduce((sum, [, n]) => sum + n, 0);
  return (
    <Card title={t('console.overview.delivery')}>
      {counts.length === 0 ? (
        <p class="dim">{t('console.overview.delivery_none')}</p>
      ) : (
        <ul class="rows">
          {counts.map(([state, n]) => (
            <li class={`score ${DELIVERY_TONES[state] ?? 'plain'}`}>
              <p class="spread"><DeliveryState state={state} /><span class="num"><strong>{fmt.number(n)}</strong> <span class="dim">· {fmt.percent(n / all)}</span></span></p>
              <Bar share={n / all} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
