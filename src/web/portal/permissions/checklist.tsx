import type { SiteReport } from '../../../crawl/index.ts';
import { neededWords, valueWords } from '../../../notices/index.ts';
import type { RequirementNow } from '../../../policy/index.ts';
import { cx, Icon, type IconName, LinkButton, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { WordKey } from '../../words/index.ts';
import { placeToAct } from './where-to-act.ts';

interface Look {
  tone: Tone;
  icon: IconName;
  word: WordKey;
}
const MET: Look = { tone: 'good', icon: 'check', word: 'portal.requirement.met' };
const UNMET: Look = { tone: 'bad', icon: 'close', word: 'portal.requirement.unmet' };
const UNKNOWN: Look = { tone: 'plain', icon: 'clock', word: 'portal.requirement.unknown' };
const lookOf = (passes: boolean | null): Look => (passes === null ? UNKNOWN : passes ? MET : UNMET);

/** What a permission asks for, one by one: met or not, measured against needed, how to repair it and where. */
export function Checklist({ requirements, sites, label, act = true }: { requirements: readonly RequirementNow[]; sites: readonly SiteReport[]; label: string; act?: boolean }) {
  return (
    <ul class="plain checklist" aria-label={label}>
      {requirements.map((requirement) => <Requirement requirement={requirement} sites={sites} act={act} />)}
    </ul>
  );
}

function Requirement({ requirement, sites, act }: { requirement: RequirementNow; sites: readonly SiteReport[]; act: boolean }) {
  const { t, locale } = useView();
  const { passes, fact, operator, threshold, actual } = requirement;
  const look = lookOf(passes);
  const place = act && passes !== true ? placeToAct(fact, sites) : null;
  return (
    <li class={cx('check-item', look.tone)}>
      <span class="check-mark"><Icon name={look.icon} size={16} /></span>
      <div class="stack-s">
        <p class="spread">
          <strong>{requirement.title[locale]}</strong>
          <span class={cx('state', look.tone)}>{t(look.word)}</span>
        </p>
        <p class="num dim">{t('portal.requirement.measured', { actual: valueWords(fact, actual, locale), needed: neededWords(fact, operator, threshold, locale) })}</p>
        {passes === false && <p>{requirement.remedy[locale]}</p>}
        {passes === null && <p>{t('portal.requirement.unknown_why')}</p>}
        {place && <p><LinkButton href={place.href} small icon={place.icon}>{t(place.label, place.values)}</LinkButton></p>}
      </div>
    </li>
  );
}
