import type { Child } from 'hono/jsx';
import type { Message } from '../../../notices/index.ts';
import { cx, Icon, type IconName, Time, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';

type Head = Omit<Message, 'body'>;

const LOOKS: Record<Message['kind'], { tone: Tone; icon: IconName }> = {
  closing_announced: { tone: 'warn', icon: 'clock' },
  closed: { tone: 'bad', icon: 'close' },
  kept: { tone: 'good', icon: 'check' },
  withdrawn: { tone: 'good', icon: 'check' },
  reopened: { tone: 'good', icon: 'check' },
};

export function MessageRows({ messages, actions }: { messages: readonly Head[]; actions?: ((message: Head) => Child) | undefined }) {
  const { t } = useView();
  return (
    <ul class="plain message-rows">
      {messages.map((message) => (
        <li class={cx('message-row', LOOKS[message.kind].tone, !message.readAt && 'unread')}>
          <span class="message-icon"><Icon name={LOOKS[message.kind].icon} size={18} /></span>
          <div class="message-words">
            <p><a href={`/portal/messages/${message.id}`}>{!message.readAt && <span class="vh">{t('portal.messages.is_unread')}</span>}{message.title}</a></p>
            <p class="dim small"><Time at={message.shownAt} /></p>
          </div>
          {actions?.(message)}
        </li>
      ))}
    </ul>
  );
}
