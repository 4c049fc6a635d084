import { createApp } from '../../../src/app.ts';
import { createUser, openSessionFor } from '../../../src/auth/index.ts';
import type { Role } from '../../../src/lib/ctx.ts';
import { WORDS } from '../../../src/web/words/index.ts';
import { makeScene, type Scene, staff } from '../../policy/scene.ts';
import type { Db } from '../../../src/db/client.ts';

export interface Answer {
  status: number;
  location: string | null;
  text: string;
}

export interface Desk {
  scene: Scene;
  /** A new member of the team, signed in: the cookie. */
  person(...roles: Role[]): Promise<{ cookie: string; staffId: number }>;
  /** A person of an affiliate, signed in. */
  owner(affiliateId: number): Promise<string>;
  get(path: string, cookie: string, language?: 'zh-CN' | 'en'): Promise<Answer>;
  post(path: string, cookie: string, fields: Record<string, string | string[]>, language?: 'zh-CN' | 'en'): Promise<Answer>;
}

let serial = 0;

/** The console over the policy scene, and people who sign in to it. */
export async function openDesk(db: Db): Promise<Desk> {
  const scene = await makeScene(db, { STAFF_TOTP: 'optional' });
  const app = createApp(scene.deps);
  const signIn = async (who: { staffId?: number; affiliateId?: number }): Promise<string> => {
    const { userId } = await createUser(scene.operator, { email: `desk${(serial += 1)}@example.com`, name: `desk ${serial}`, password: null, ...who });
    const lines = await openSessionFor(scene.deps, { userId, ip: '192.0.2.1', userAgent: 'test' });
    return lines.map((line) => line.split(';')[0]).join('; ');
  };
  const answer = async (path: string, init: RequestInit): Promise<Answer> => {
    const got = await app.request(path, init, { incoming: { socket: { remoteAddress: '192.0.2.1' } } });
    return { status: got.status, location: got.headers.get('Location'), text: await got.text() };
  };
  const headers = (cookie: string, language: string): Record<string, string> => ({ Cookie: `${cookie}; tuiguan_language=${language}`, Accept: 'text/html' });
  return {
    scene,
    async person(...roles) {
      const { actor } = await staff(scene.operator, ...roles);
      const staffId = actor.kind === 'staff' ? actor.staffId : 0;
      return { cookie: await signIn({ staffId }), staffId };
    },
    owner: (affiliateId) => signIn({ affiliateId }),
    get: (path, cookie, language = 'zh-CN') => answer(path, { headers: headers(cookie, language) }),
    post(path, cookie, fields, language = 'zh-CN') {
      const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])));
      return answer(path, { method: 'POST', body, headers: { ...headers(cookie, language), 'Sec-Fetch-Site': 'same-origin' } });
    },
  };
}

/** Keys of words that stand in a page instead of the words themselves. */
export function leakedKeys(html: string): string[] {
  const said = html.replace(/<[^>]*>/g, ' ');
  return Object.keys(WORDS).filter((key) => key.includes('.') && new RegExp(`(^|[\\s>])${key.replaceAll('.', '\\.')}([\\s<]|$)`).test(said));
}
