import { load } from 'cheerio';
import { createApp } from '../../../src/app.ts';
import { openSessionFor } from '../../../src/auth/index.ts';
import type { Deps } from '../../../src/lib/ctx.ts';
import type { Locale } from '../../../src/web/words/index.ts';

export interface Page {
  status: number;
  /** Where it sends its reader. */
  to: string | null;
  headers: Headers;
  html: string;
  /** What a reader sees, in one line. */
  text: string;
  /** The value of a form's field by its name. */
  field(name: string): string | undefined;
}

export type Surfer = ReturnType<typeof makeSurfer>;

/** A browser without a screen: keeps its cookies, sends forms as browsers do, follows nothing by itself. */
export function makeSurfer(deps: Deps, options: { ip?: string; locale?: Locale } = {}) {
  const app = createApp(deps);
  const cookies = new Map<string, string>([['tuiguan_language', options.locale ?? 'en']]);
  const ip = options.ip ?? '203.0.113.80';

  const take = (lines: string[]): void => {
    for (const line of lines) {
      const [pair = '', ...flags] = line.split(';');
      const at = pair.indexOf('=');
      if (flags.some((flag) => /^\s*max-age=0$/i.test(flag))) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const ask = async (path: string, init: RequestInit): Promise<Page> => {
    const headers = new Headers({ Accept: 'text/html', 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36', ...(init.headers as Record<string, string> | undefined) });
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await app.request(path, { ...init, headers }, { incoming: { socket: { remoteAddress: ip } } });
    take(answer.headers.getSetCookie());
    const html = await answer.text();
    const $ = load(html);
    return {
      status: answer.status,
      to: answer.headers.get('Location'),
      headers: answer.headers,
      html,
      text: $('body').text().replaceAll(/\s+/g, ' '),
      field: (name) => $(`form [name="${name}"]`).first().attr('value'),
    };
  };
  return {
    cookies,
    get: (path: string) => ask(path, {}),
    post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields).toString(), headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } }),
    /** Signs a person in without the form. */
    async be(userId: number): Promise<void> {
      take(await openSessionFor(deps, { userId, ip, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36' }));
    },
  };
}
