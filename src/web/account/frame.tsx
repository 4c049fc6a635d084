import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { LinkButton, PageHead, PlainShell } from '../ui/index.ts';

export interface FrameProps {
  title: string;
  lead?: Child;
  /** Under the card: another way in. */
  below?: Child;
  children?: Child;
}

/** The frame of every page before the sign-in: one card, one thing to do. */
export function Frame({ title, lead, below, children }: FrameProps) {
  return (
    <PlainShell title={title} below={below}>
      <PageHead title={title} lead={lead} />
      {children}
    </PlainShell>
  );
}

/** A link that no longer opens anything: why, and the way on. */
export function OverPage({ title, lead, href, action, below }: { title: string; lead: string; href: string; action: string; below?: Child }) {
  return (
    <Frame title={title} lead={lead} below={below}>
      <p><LinkButton href={href} kind="primary">{action}</LinkButton></p>
    </Frame>
  );
}

/** What follows every request for a mail; the same words whether one was sent or not. */
export function SentPage({ lead, again }: { lead: string; again: string }) {
  const { t, mailbox } = useView();
  return (
    <Frame title={t('sent.title')} lead={lead} below={<a href="/sign-in">{t('signin.back')}</a>}>
      <div class="stack-s">
        <p><strong>{t('sent.nothing')}</strong></p>
        <ul>
          <li>{t('sent.nothing.spam')}</li>
          <li>{t('sent.nothing.address')}</li>
        </ul>
      </div>
      <p class="row">
        <LinkButton href={again}>{t('sent.again')}</LinkButton>
        {mailbox && <LinkButton href="/mailbox" icon="mail" kind="quiet">{t('sent.mailbox')}</LinkButton>}
      </p>
    </Frame>
  );
}

/** The account that a password belongs to, for password managers alone. */
export function UsernameFor({ email }: { email: string }) {
  return <input type="text" name="username" value={email} autocomplete="username" readonly hidden />;
}
