import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { assetUrl } from './assets.ts';
import { IconDrawings } from './icon.tsx';
import { Toasts } from './toast.tsx';

/** The mark, small: a leaf of green with a stroke that pushes. */
const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%230f6b5c'/%3E%3Cpath d='M8 16h14M16 9.5l6.5 6.5-6.5 6.5' fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

export interface DocumentProps {
  title: string;
  /** Scripts of src/web/assets that this page needs besides app.js. */
  scripts?: string[] | undefined;
  /** The sheet of the frame, beside app.css. */
  sheet?: 'portal.css' | 'console.css' | 'report.css' | undefined;
  /** Of the body: the frame it wears. */
  class?: string | undefined;
  children?: Child;
}

/** A whole page but its doctype, which render() writes. */
export function Document({ title, scripts = [], sheet, class: name, children }: DocumentProps) {
  const { t, locale, theme } = useView();
  return (
    <html lang={locale} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <title>{`${title} · ${t('common.product')}`}</title>
        <link rel="icon" href={ICON} />
        {['app.css', sheet].map((each) => each !== undefined && <link rel="stylesheet" href={assetUrl(each)} />)}
        {['app.js', ...scripts].map((script) => <script src={assetUrl(script)} defer />)}
      </head>
      <body class={name}>
        <a class="skip" href="#content">{t('common.skip')}</a>
        {children}
        <Toasts />
        <IconDrawings />
      </body>
    </html>
  );
}
