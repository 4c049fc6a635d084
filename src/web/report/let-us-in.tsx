import { Card, CopyField } from '../ui/index.ts';
import { useView } from '../view.ts';

/** How a site whose pages we could not read lets us in: who we are, and which lines to add. */
export function LetUsIn({ userAgent }: { userAgent: string }) {
  const { t } = useView();
  const agent = /^[\w.-]+/.exec(userAgent)?.[0] ?? userAgent;
  return (
    <Card title={t('report.letin.title')} tone="info" class="letin">
      <p>{t('report.letin.body')}</p>
      <div class="stack">
        <CopyField label={t('report.letin.agent')} value={userAgent} hint={t('report.letin.agent.hint')} />
        <CopyField label={t('report.letin.robots')} value={`User-agent: ${agent}\nAllow: /`} hint={t('report.letin.robots.hint')} />
      </div>
      <p class="dim">{t('report.letin.then')}</p>
    </Card>
  );
}
