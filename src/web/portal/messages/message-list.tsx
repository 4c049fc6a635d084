import type { Hono } from 'hono';
import { z } from 'zod';
import { listMessages, type Message, readMessage } from '../../../notices/index.ts';
import type { PortalEnv } from '../context.ts';
import { leaveFlash } from '../../http/cookies.ts';
import { render } from '../../http/render.tsx';
import { Button, EmptyState, Form, PageHead, Pager, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { idOf } from '../../http/id-of.ts';
import { MessageRows } from './message-rows.tsx';
import { pagesAround } from './pages-around.ts';

const Query = z.object({ after: z.coerce.number().int().positive().optional().catch(undefined), trail: z.string().optional() });

/** `/portal/messages`, newest first; a button beside each unread one for who wants it gone without opening it. */
export function addMessageList(app: Hono<PortalEnv>): void {
  app.get('/messages', async (c) => {
    const { after, trail } = Query.parse(c.req.query());
    const { locale } = c.get('view');
    const { messages, unread, next } = await listMessages(c.get('ctx'), { affiliateId: c.get('affiliateId'), limit: 20, locale, ...(after === undefined ? {} : { after }) });
    return render(c, <MessagesPage messages={messages} unread={unread} pages={pagesAround('/portal/messages', after, next, trail)} />);
  });
  app.post('/messages/:id/read', async (c) => {
    await readMessage(c.get('ctx'), { affiliateId: c.get('affiliateId'), messageId: idOf(c.req.param('id'), 'message') });
    leaveFlash(c, 'plain', 'portal.messages.marked');
    return c.redirect('/portal/messages', 303);
  });
}

interface MessagesProps {
  messages: Omit<Message, 'body'>[];
  unread: number;
  pages: { newer: string | null; older: string | null };
}

function MessagesPage({ messages, unread, pages }: MessagesProps) {
  const { t } = useView();
  return (
    <PortalShell title={t('portal.messages')} nav="messages">
      <PageHead title={t('portal.messages')} lead={unread > 0 ? t('portal.messages.unread', { n: unread }) : t('portal.messages.all_read')} />
      {messages.length === 0 ? (
        <EmptyState title={t('portal.messages.none')} icon="message"><p>{t('portal.messages.none_what')}</p></EmptyState>
      ) : (
        <div class="card flush">
          <MessageRows messages={messages} actions={(message) => !message.readAt && (
            <Form inline action={`/portal/messages/${message.id}/read`}><Button small kind="quiet">{t('portal.messages.mark')}<span class="vh">{message.title}</span></Button></Form>
          )} />
        </div>
      )}
      <Pager {...pages} />
    </PortalShell>
  );
}
