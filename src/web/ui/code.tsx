import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';

/** A hash, token or PID in its own letters; `copy` adds a button (copy.js). */
export function Code({ children, copy }: { children: string; copy?: boolean | undefined }) {
  if (!copy) return <code>{children}</code>;
  return <span class="copyable"><code>{children}</code><CopyButton text={children} /></span>;
}

function CopyButton({ text }: { text: string }) {
  const { t } = useView();
  return <button class="btn quiet small js-only" type="button" data-copy={text} data-copied={t('ui.copied')} aria-label={t('ui.copy')}><Icon name="copy" size={16} /></button>;
}

/** A value to be taken elsewhere: read-only, selectable, with a copy button. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: Child }) {
  return (
    <div class="field copy-field">
      <p class="label">{label}</p>
      {hint && <p class="hint">{hint}</p>}
      <p class="copy-box"><code>{value}</code><CopyButton text={value} /></p>
    </div>
  );
}

export interface EvidenceProps {
  /** The snippet as it was found; shown as text. */
  html: string;
  selector?: string | undefined;
  url?: string | undefined;
  note?: Child;
}

/** What was found on a page, quoted: where, and the very HTML. Everything in it is text of others and is escaped. */
export function Evidence({ html, selector, url, note }: EvidenceProps) {
  const { t } = useView();
  return (
    <figure class="evidence">
      <figcaption>
        {url !== undefined && <span class="any"><Icon name="site" size={16} /> <a href={url} rel="noopener noreferrer nofollow" target="_blank">{url}</a></span>}
        {selector !== undefined && <span class="any"><span class="dim">{t('ui.evidence.where')}</span> <code>{selector}</code></span>}
      </figcaption>
      <pre tabindex={0}><code>{html}</code></pre>
      {note && <p class="dim small">{note}</p>}
    </figure>
  );
}
