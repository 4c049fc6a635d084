import { type Theme, THEMES, useView } from '../view.ts';
import type { WordKey } from '../words/index.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';

const LOOKS: Record<Theme, [icon: IconName, words: WordKey]> = { auto: ['auto', 'common.theme.auto'], light: ['sun', 'common.theme.light'], dark: ['moon', 'common.theme.dark'] };

/** Language and theme, each a button that posts /preferences and comes back here. */
export function Preferences() {
  const { t, locale, theme, here } = useView();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <form class="prefs" method="post" action="/preferences">
      <input type="hidden" name="back" value={here} />
      <button class="btn quiet small" name="locale" value={other} lang={other}><Icon name="globe" size={16} /><span>{other === 'en' ? 'English' : '中文'}</span></button>
      <span class="segment" role="group" aria-label={t('common.theme')}>
        {THEMES.map((each) => {
          const [icon, words] = LOOKS[each];
          return <button name="theme" value={each} aria-pressed={each === theme ? 'true' : 'false'} aria-label={t(words)} title={t(words)}><Icon name={icon} size={16} /></button>;
        })}
      </span>
    </form>
  );
}
