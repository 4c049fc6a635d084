import type { Hono } from 'hono';
import { listSessions, revokeOtherSessions, revokeSession, type SessionRow } from '../../auth/index.ts';
import { notFound } from '../../lib/errors.ts';
import { realNow } from '../../lib/real-time.ts';
import type { Fmt } from '../fmt.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { SignedInEnv } from '../http/env.ts';
import { readFields } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Badge, Button, Table, Time } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { Translate } from '../words/index.ts';
import { deviceText } from './device.ts';
import { Inside } from './inside.tsx';
import { accountRequest } from './request.ts';

/** Where somebody is signed in, and how to end that. */
export function addSessions(app: Hono<SignedInEnv>): void {
  app.get('/account/sessions', async (c) => render(c, <SessionsPage sessions={await listSessions({ deps: c.get('deps') }, c.get('me'))} now={realNow()} />));

  app.post('/account/sessions/revoke', async (c) => {
    const sessionId = Number((await readFields(c))['session']);
    if (!Number.isSafeInteger(sessionId) || sessionId < 1) throw notFound('session', 'of this form');
    await revokeSession(accountRequest(c), c.get('me'), { sessionId });
    leaveFlash(c, 'good', 'account.sessions.revoked');
    return c.redirect('/account/sessions', 303);
  });

  app.post('/account/sessions/revoke-others', async (c) => {
    const n = await revokeOtherSessions(accountRequest(c), c.get('me'));
    leaveFlash(c, 'good', 'account.sessions.others.done', { n });
    return c.redirect('/account/sessions', 303);
  });
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When a session was last seen, no finer than it is kept: to the hour. */
function seenWords(at: Date, now: Date, t: Translate, fmt: Fmt): string {
  const ago = now.getTime() - at.getTime();
  if (ago < HOUR_MS) return t('account.sessions.seen.now');
  return t('account.sessions.seen.ago', { span: fmt.span(ago - (ago % (ago < DAY_MS ? HOUR_MS : DAY_MS))) });
}

function SessionsPage({ sessions, now }: { sessions: SessionRow[]; now: Date }) {
  const { t, fmt } = useView();
  const others = sessions.some((each) => !each.current);
  return (
    <Inside tab="sessions" title={t('account.tab.sessions')} lead={t('account.sessions.lead')}>
      <Table
        caption={t('account.tab.sessions')}
        rows={sessions}
        columns={[
          { key: 'device', title: t('account.sessions.device'), wide: true, cell: (each) => <>{deviceText(each.device, t)} {each.current && <Badge tone="good">{t('account.sessions.this')}</Badge>}</> },
          { key: 'place', title: t('account.sessions.place'), cell: (each) => <span class="num">{each.ip === null || each.ip === 'unknown' ? t('account.sessions.place.unknown') : each.ip}</span> },
          { key: 'since', title: t('account.sessions.since'), nowrap: true, cell: (each) => <Time at={each.since} /> },
          { key: 'seen', title: t('account.sessions.seen'), nowrap: true, cell: (each) => seenWords(each.lastSeen, now, t, fmt) },
          { key: 'action', title: t('account.sessions.action'), quiet: true, cell: (each) => !each.current && <Revoke session={each} /> },
        ]}
      />
      {others ? (
        <form class="inline" method="post" action="/account/sessions/revoke-others"><Button kind="danger">{t('account.sessions.others')}</Button></form>
      ) : (
        <p class="dim">{t('account.sessions.only')}</p>
      )}
    </Inside>
  );
}

function Revoke({ session }: { session: SessionRow }) {
  const { t } = useView();
  return (
    <form class="inline" method="post" action="/account/sessions/revoke">
      <button class="btn small" type="submit" name="session" value={String(session.sessionId)} aria-label={t('account.sessions.revoke.label', { device: deviceText(session.device, t) })}>{t('account.sessions.revoke')}</button>
    </form>
  );
}
