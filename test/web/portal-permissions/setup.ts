import { sql } from 'drizzle-orm';
import { load } from 'cheerio';
import { createApp } from '../../../src/app.ts';
import { createUser, openSessionFor } from '../../../src/auth/index.ts';
import type { Ctx } from '../../../src/lib/ctx.ts';
import { askReReview } from '../../../src/reviews/index.ts';
import { type Member, PERMISSION, type Scene } from '../../policy/scene.ts';

export interface Reader {
  userId: number;
  email: string;
  cookie: string;
}

export interface Page {
  status: number;
  text: string;
  headers: Headers;
  /** Where it leads on to. */
  to: string | null;
  $: ReturnType<typeof load>;
  /** All text of the body. */
  words: string;
}

export interface Browser {
  get(who: Reader | null, path: string, locale?: 'zh-CN' | 'en'): Promise<Page>;
  /** Sends a form as a browser on our page does. */
  post(who: Reader | null, path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
}

/** Pages of the whole application, asked for as by a browser. */
export function browserOf(scene: Scene): Browser {
  const app = createApp(scene.deps);
  const ask = async (who: Reader | null, path: string, locale: string, init: RequestInit = {}): Promise<Page> => {
    const answer = await app.request(path, { ...init, headers: { Accept: 'text/html', Cookie: [who?.cookie, `tuiguan_language=${locale}`].filter(Boolean).join('; '), ...(init.headers as Record<string, string> | undefined) } });
    const text = await answer.text();
    const $ = load(text);
    return { status: answer.status, text, headers: answer.headers, to: answer.headers.get('Location'), $, words: $('body').text().replace(/\s+/g, ' ') };
  };
  return {
    get: (who, path, locale = 'zh-CN') => ask(who, path, locale),
    post: (who, path, fields = {}, headers = {}) => ask(who, path, 'zh-CN', { method: 'POST', body: new URLSearchParams(fields), headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } }),
  };
}

let serial = 0;

/** A person signed in who acts for these affiliates: as owner of the first, as member of the others. */
export async function reader(scene: Scene, owned: Member | null, memberOf: Member[] = []): Promise<Reader> {
  const email = `reader-${(serial += 1)}@example.com`;
  const { userId } = await createUser(scene.operator, { email, name: '站长', password: null, ...(owned ? { affiliateId: owned.id } : {}) });
  for (const { id } of memberOf) await scene.deps.db.execute(sql`insert into affiliate_user (user_id, affiliate_id, role, created_at) values (${userId}, ${id}, 'member', '2013-12-01T00:00:00Z')`);
  const lines = await openSessionFor(scene.deps, { userId, ip: '192.0.2.7', userAgent: 'Firefox' });
  return { userId, email, cookie: lines.map((line) => line.split(';')[0]).join('; ') };
}

export const self = (scene: Scene, { id }: Member): Ctx => scene.as({ kind: 'affiliate', affiliateId: id, scopes: null });
export const ask = (scene: Scene, member: Member, note = '删除了跳转代码') => askReReview(self(scene, member), { affiliateId: member.id, permission: PERMISSION, note });
