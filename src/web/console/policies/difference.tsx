import { Badge, Card, Diff, type DiffRow } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { RequirementCard, RequirementLines } from './requirement.tsx';
import { type ChangedRequirement, isSame, type PolicyDiff } from './requirement-diff.ts';
import { factLabel, needed, requirementLine, type Requirement } from './requirement-words.ts';

/** What differs between two versions, requirement by requirement. */
export function PolicyDifference({ diff }: { diff: PolicyDiff }) {
  const { t } = useView();
  if (isSame(diff)) return <p>{t('policy.diff.none')}</p>;
  return (
    <div class="stack">
      {diff.changed.map((each) => <Changed change={each} />)}
      {diff.added.map((each) => <Whole requirement={each} tone="good" label={t('policy.diff.added')} />)}
      {diff.removed.map((each) => <Whole requirement={each} tone="bad" label={t('policy.diff.removed')} />)}
      {diff.same.length > 0 && (
        <details class="more">
          <summary>{t('policy.diff.same.count', { n: diff.same.length })}</summary>
          <RequirementLines requirements={diff.same} />
        </details>
      )}
    </div>
  );
}

function Whole({ requirement, tone, label }: { requirement: Requirement; tone: 'good' | 'bad'; label: string }) {
  return (
    <div class="stack-s">
      <p><Badge tone={tone} icon={tone === 'good' ? 'plus' : 'close'}>{label}</Badge></p>
      <RequirementCard requirement={requirement} />
    </div>
  );
}

function Changed({ change: { before, after } }: { change: ChangedRequirement }) {
  const view = useView();
  const { t } = view;
  const asked = (each: Requirement): string => (before.fact === after.fact ? needed(each, view) : requirementLine(each, view));
  const rows: DiffRow[] = [
    { label: t('policy.part.needed'), before: asked(before), after: asked(after) },
    { label: t('policy.part.title_zh'), before: before.title['zh-CN'], after: after.title['zh-CN'] },
    { label: t('policy.part.title_en'), before: before.title.en, after: after.title.en },
    { label: t('policy.part.remedy_zh'), before: before.remedy['zh-CN'], after: after.remedy['zh-CN'] },
    { label: t('policy.part.remedy_en'), before: before.remedy.en, after: after.remedy.en },
  ];
  return (
    <div class="stack-s">
      <p><Badge tone="warn" icon="edit">{t('policy.diff.changed')}</Badge></p>
      <Card title={factLabel(after.fact, view)} actions={<code class="dim small">{after.code}</code>}>
        <Diff rows={rows.filter((each) => each.before !== each.after)} label={t('policy.diff.label')} />
      </Card>
    </div>
  );
}
