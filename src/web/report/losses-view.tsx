import { Section } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { Loss } from './losses.ts';
import { MeasuredValue } from './signal-tables.tsx';

/** Where the points went and what to do about it: the way up for a site that breaks no rule. */
export function Losses({ losses }: { losses: readonly Loss[] }) {
  const { t, fmt, locale } = useView();
  if (losses.length === 0) return null;
  return (
    <Section title={t('report.losses')} lead={t('report.losses.lead')} id="losses">
      <ol class="losses">
        {losses.map(({ code, title, value, unit, lost, of }) => (
          <li>
            <p class="spread"><strong>{title[locale]}</strong><span class="num loss">{t('report.losses.points', { n: fmt.score(lost), of: fmt.score(of) })}</span></p>
            <p class="dim small">{t('report.losses.measured')}<MeasuredValue value={value} unit={unit} /></p>
            <p>{t(`report.advice.${code}`)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
