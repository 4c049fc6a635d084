import type { Flash } from '../view.ts';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';
import { cx } from './tone.ts';

/** What was just done, in the corner; toast.js lets it go after a while unless it is looked at. */
export function Toasts() {
  const { flash } = useView();
  return <div class="toasts" role="status">{flash && <Toast {...flash} />}</div>;
}

export function Toast({ tone, text }: Flash) {
  const { t } = useView();
  return (
    <p class={cx('toast', tone)} data-toast>
      <Icon name={tone === 'bad' ? 'warn' : 'check'} />
      <span>{text}</span>
      <button class="btn quiet small js-only" type="button" data-toast-close aria-label={t('ui.close')}><Icon name="close" size={16} /></button>
    </p>
  );
}
