import { createContext, useContext } from 'hono/jsx';
import type { Viewer } from '../auth/index.ts';
import type { Fmt } from './fmt.ts';
import type { Locale, Translate } from './words/index.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What was just done, shown once on the page after it. */
export interface Flash {
  tone: 'good' | 'bad' | 'plain';
  text: string;
}

/** What every component may look at: who reads, in which language, and where. */
export interface View {
  locale: Locale;
  theme: Theme;
  t: Translate;
  fmt: Fmt;
  /** Business time. */
  now: Date;
  /** Path and query of this page, for the links that switch language and theme. */
  here: string;
  viewer: Viewer | null;
  /** The affiliate whose portal this is; null outside the portal. */
  affiliate: { affiliateId: number; memberId: string; name: string } | null;
  /** Unread messages of that affiliate. */
  unread: number;
  flash: Flash | null;
  /** The embedded mailbox is served beside the pages. */
  mailbox: boolean;
  /** Of a whole page: the icons that stood in it so far, drawn once at its end. A piece of a page draws its own. */
  icons?: Set<string> | undefined;
}

const ViewContext = createContext<View | null>(null);

export const ViewProvider = ViewContext.Provider;

/** The view of the page that is being rendered. Components are synchronous: data is fetched before. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('a component was rendered outside a page');
  return view;
}
