import type { PolicyVersion, SweepItem } from '../../../policy/index.ts';
import { useView } from '../../view.ts';
import { measured, needed } from '../policies/requirement-words.ts';

/** What an affiliate fails, each with what was measured and what is asked for. */
export function Failed({ item, policy }: { item: SweepItem; policy: PolicyVersion }) {
  const view = useView();
  const { t, locale } = view;
  if (item.reasons.length === 0) return <span class="dim">{t('sweep.items.passes')}</span>;
  const requirements = policy.definition.requirements.filter(({ code }) => item.reasons.includes(code));
  return (
    <>
      {requirements.map((each) => (
        <div>
          {each.title[locale]} <span class="dim small num">{t('sweep.items.measured', { actual: measured(each.fact, item.facts[each.fact], view), needed: needed(each, view) })}</span>
        </div>
      ))}
    </>
  );
}

/** Who it is, with the way to their page. */
export function Who({ affiliateId, memberId, name }: Pick<SweepItem, 'affiliateId' | 'memberId' | 'name'>) {
  const { t } = useView();
  return (
    <>
      <a href={`/console/affiliates/${affiliateId}`}>{name}</a>
      <div class="dim small num">{t('sweep.items.member', { id: memberId })}</div>
    </>
  );
}
