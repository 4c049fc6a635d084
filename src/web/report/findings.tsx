import { EmptyState, Section } from '../ui/index.ts';
import { useView } from '../view.ts';
import { FindingCard } from './finding-card.tsx';
import { type Finding, GRAVITIES } from './types.ts';

/** Everything that was found, in groups by how heavily it counts. `improvable`: the score could be higher all the same, which the next section tells. */
export function Findings({ findings, improvable }: { findings: readonly Finding[]; improvable: boolean }) {
  const { t } = useView();
  if (findings.length === 0 && improvable) return null;
  return (
    <Section title={t('report.findings')} id="findings">
      {findings.length === 0 && <EmptyState icon="check" title={t('report.findings.none')}>{t('report.findings.none.body')}</EmptyState>}
      {GRAVITIES.map((gravity) => {
        const found = findings.filter((finding) => finding.gravity === gravity);
        return found.length > 0 && (
          <div class="finding-group">
            <p class="finding-group-head"><strong>{t(`report.group.${gravity}`)}</strong> <span class="dim">{t(`report.group.${gravity}.about`)}</span></p>
            <div class="stack">{found.map((finding) => <FindingCard finding={finding} />)}</div>
          </div>
        );
      })}
    </Section>
  );
}
