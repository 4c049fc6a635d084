import { createApp } from '../../../src/app.ts';
import { createUser, findStaff, openSessionFor } from '../../../src/auth/index.ts';
import type { Ctx, Role } from '../../../src/lib/ctx.ts';
import type { Db } from '../../../src/db/client.ts';
import { makeScene, type Scene, staff } from '../../policy/scene.ts';

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  /** The text between tags, with entities read and white space folded. */
  words: string;
}

export interface Person {
  ctx: Ctx;
  get(path: string, options?: { locale?: 'zh-CN' | 'en' }): Promise<Answer>;
  post(path: string, fields?: Record<string, string>, options?: { locale?: 'zh-CN' | 'en' }): Promise<Answer>;
}

export interface World {
  scene: Scene;
  author: Person;
  approver: Person;
  viewer: Person;
  /** Nobody who is signed in. */
  stranger: Pick<Person, 'get'>;
  staff(...roles: Role[]): Promise<Person>;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' };

export function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/&(?:amp|lt|gt|quot|#39);/g, (each) => ENTITIES[each] ?? each).replace(/\s+/g, ' ');
}

/** The console on a scene, with an author, an approver and a viewer who are signed in. */
export async function makeWorld(db: Db, env: Record<string, string> = {}): Promise<World> {
  const scene = await makeScene(db, { STAFF_TOTP: 'optional', ...env });
  const app = createApp(scene.deps);
  const call = async (method: string, path: string, cookie: string, fields?: Record<string, string>): Promise<Answer> => {
    const answer = await app.request(path, {
      method,
      headers: { Accept: 'text/html', Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...(fields ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) },
      ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
    });
    // The mark at the head of a file is part of what is promised, and text() would swallow it.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    return { status: answer.status, text, headers: answer.headers, words: wordsOf(text) };
  };
  const language = (locale = 'zh-CN'): string => `tuiguan_language=${locale}`;
  const person = async (ctx: Ctx): Promise<Person> => {
    if (ctx.actor.kind !== 'staff') throw new Error('not of the staff');
    const email = `${ctx.actor.name}@example.com`;
    const { id } = await findStaff(scene.operator, email);
    const { userId } = await createUser(scene.operator, { email, name: ctx.actor.name, password: null, staffId: id });
    const lines = await openSessionFor(scene.deps, { userId, ip: '192.0.2.1', userAgent: 'test' });
    const session = lines.map((line) => line.split(';')[0]).join('; ');
    return {
      ctx,
      get: (path, { locale } = {}) => call('GET', path, `${session}; ${language(locale)}`),
      post: (path, fields = {}, { locale } = {}) => call('POST', path, `${session}; ${language(locale)}`, fields),
    };
  };
  return {
    scene,
    author: await person(scene.author),
    approver: await person(scene.approver),
    viewer: await person(await staff(scene.operator, 'viewer')),
    staff: async (...roles) => person(await staff(scene.operator, ...roles)),
    stranger: { get: (path, { locale } = {}) => call('GET', path, language(locale)) },
  };
}
