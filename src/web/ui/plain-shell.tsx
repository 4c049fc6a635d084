import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Document } from './document.tsx';
import { Preferences } from './preferences.tsx';
import { Brand, Footer } from './shell-parts.tsx';

export interface PlainShellProps {
  title: string;
  /** Room for more than a form. */
  wide?: boolean | undefined;
  scripts?: string[] | undefined;
  /** Under the card, quietly: another way in. */
  below?: Child;
  children?: Child;
}

/** A card in the middle: signing in, claiming, an error. The page brings its own h1 (PageHead). */
export function PlainShell({ title, wide, scripts, below, children }: PlainShellProps) {
  const { t } = useView();
  return (
    <Document title={title} scripts={scripts} class="shell-plain">
      <header class="plain-top"><Brand href="/" /><Preferences /></header>
      <main id="content" class={wide ? 'plain-main wide' : 'plain-main'} aria-label={t('common.main')}>
        <div class="plain-card">{children}</div>
        {below && <div class="below dim">{below}</div>}
      </main>
      <Footer />
    </Document>
  );
}
