import type { Hono } from 'hono';
import { getMessage, type MessageInFull, readMessage, unreadCount } from '../../../notices/index.ts';
import type { PortalEnv } from '../context.ts';
import { render } from '../../http/render.tsx';
import { LinkButton, PageHead, PortalShell, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { idOf } from '../../http/id-of.ts';
import { nameOf } from '../permissions/standing.tsx';
import { MessageBody } from './message-body.tsx';

/** `/portal/messages/:id`. Opening a message is what reading it means, so a GET marks it; nothing else follows from that mark. */
export function addMessagePage(app: Hono<PortalEnv>): void {
  app.get('/messages/:id', async (c) => {
    const [ctx, affiliateId, view] = [c.get('ctx'), c.get('affiliateId'), c.get('view')];
    const messageId = idOf(c.req.param('id'), 'message');
    const message = await getMessage(ctx, { messageId, locale: view.locale });
    if (!message.readAt) {
      await readMessage(ctx, { affiliateId, messageId });
      c.set('view', { ...view, unread: await unreadCount(ctx, affiliateId) });
    }
    return render(c, <MessagePage message={message} />);
  });
}

function MessagePage({ message }: { message: MessageInFull }) {
  const { t } = useView();
  return (
    <PortalShell title={message.title} nav="messages">
      <PageHead title={message.title} lead={<Time at={message.shownAt} />} crumbs={[{ href: '/portal/messages', label: t('portal.messages') }]} />
      <article class="card measure">
        <MessageBody body={message.body} />
      </article>
      <Concerned message={message} />
    </PortalShell>
  );
}

/** The pages that the message speaks of: the one that helps most first. */
function Concerned({ message }: { message: MessageInFull }) {
  const view = useView();
  const { t } = view;
  const { permission, sites, caseId } = message.about;
  const troubled = message.kind === 'closing_announced' || message.kind === 'closed';
  return (
    <nav class="stack-s" aria-label={t('portal.messages.concerned')}>
      <div class="row">
        <LinkButton kind="primary" href={`/portal/permissions/${permission}`} icon="shield">{t('portal.messages.to_permission', { name: nameOf(view, permission) })}</LinkButton>
        {troubled && (sites.length === 1 ? sites.map(({ resourceId, url }) => <LinkButton href={`/portal/resources/${resourceId}/report`} icon="chart">{t('portal.act.report', { site: hostOf(url) })}</LinkButton>) : <LinkButton href="/portal/resources" icon="site">{t('portal.act.resources')}</LinkButton>)}
        {caseId !== null && <LinkButton href={`/portal/reviews/${caseId}`} icon="review">{t('portal.messages.to_review')}</LinkButton>}
      </div>
    </nav>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
