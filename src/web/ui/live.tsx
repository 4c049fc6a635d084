import type { Child } from 'hono/jsx';
import { assetUrl } from './assets.ts';

export interface LiveProps {
  url: string;
  id?: string | undefined;
  /** Loads the page anew when the stream says that it is done. */
  reload?: boolean | undefined;
  children?: Child;
}

/** Its inside is kept up to date by live() of http/render.tsx: a piece replaces the inside of the element with its id (live.js). */
export function Live({ url, children, id, reload }: LiveProps) {
  return <div data-live={url} data-live-reload={reload ? '' : undefined} id={id} aria-live="polite">{children}<script src={assetUrl('live.js')} defer /></div>;
}

/** Its inside is replaced by what the URL answers until that says X-Done (poll.js). Every 4 s unless told. */
export function Poll({ url, ms = 4000, children, id }: { url: string; ms?: number | undefined; id?: string | undefined; children?: Child }) {
  return <div data-poll={url} data-poll-ms={ms} id={id} aria-live="polite">{children}<script src={assetUrl('poll.js')} defer /></div>;
}
