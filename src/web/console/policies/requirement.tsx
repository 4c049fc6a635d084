import { Card } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { requirementLine, type Requirement } from './requirement-words.ts';

/** Requirements as short lines: for where one only wants to be reminded of them. */
export function RequirementLines({ requirements }: { requirements: readonly Requirement[] }) {
  const view = useView();
  return <ul>{requirements.map((each) => <li>{requirementLine(each, view)}</li>)}</ul>;
}

/** Requirements in full, with what affiliates are told in both languages side by side. */
export function Requirements({ requirements }: { requirements: readonly Requirement[] }) {
  return <div class="stack">{requirements.map((each) => <RequirementCard requirement={each} />)}</div>;
}

export function RequirementCard({ requirement }: { requirement: Requirement }) {
  const view = useView();
  const { t } = view;
  return (
    <Card title={requirementLine(requirement, view)} actions={<span class="dim small"><span class="vh">{t('policy.code')} </span><code>{requirement.code}</code></span>}>
      <div class="halves">
        <Told requirement={requirement} lang="zh-CN" label={t('policy.lang.zh')} />
        <Told requirement={requirement} lang="en" label={t('policy.lang.en')} />
      </div>
    </Card>
  );
}

function Told({ requirement, lang, label }: { requirement: Requirement; lang: 'zh-CN' | 'en'; label: string }) {
  return (
    <div class="stack-s">
      <p class="dim small">{label}</p>
      <div lang={lang}>
        <p><strong>{requirement.title[lang]}</strong></p>
        <p>{requirement.remedy[lang]}</p>
      </div>
    </div>
  );
}
