import type { DemoHost } from '../hosts.ts';

/** One page of one member: what the renderers get. */
export interface Page {
  host: DemoHost;
  memberId: string;
  /** `home`, `list`, `about`, or the number of an article. */
  view: 'home' | 'list' | 'about' | number;
  today: Date;
}

/** What a host answers. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What sets a kind apart from a good site. Everything left out means: as on a good site. */
export interface Twist {
  icp?: boolean;
  pids?: (own: string[], n: number) => string;
  head?: (page: Page, pids: string[]) => string;
  foot?: (page: Page, pids: string[]) => string;
  charset?: string;
}

/** An HTML answer in UTF-8 that says so. */
export function html(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
