import type { ReviewCase } from '../../../reviews/index.ts';
import { Countdown, Icon, Section } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { nameOf } from '../permissions/standing.tsx';
import { lastDay } from '../reviews/due.ts';

/** Re-reviews that are not decided yet, with what is left of the time that we have for them. */
export function UnderWay({ cases }: { cases: readonly ReviewCase[] }) {
  const view = useView();
  const { t, fmt, now } = view;
  return (
    <Section title={t('portal.home.under_way')}>
      <ul class="case-list stack-s">
        {cases.map((each) => (
          <li class="card under-way">
            <Icon name="review" />
            <div>
              <p><a href={`/portal/reviews/${each.id}`}><strong>{t('portal.case.of', { name: nameOf(view, each.permission) })}</strong></a></p>
              <p class="dim small">{t('portal.case.due', { date: fmt.date(lastDay(each.dueAt)) })}</p>
            </div>
            {each.dueAt > now && <p class="num dim">{t('portal.case.left')} <strong><Countdown until={lastDay(each.dueAt)} /></strong></p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
