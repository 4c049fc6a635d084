import { Card, Code, CopyField, Diff, EmptyState, Evidence, KeyValue, LinkButton, Section, Tabs, Time, Timeline } from '../ui/index.ts';
import { useView } from '../view.ts';

export function HistorySection() {
  const { t, now } = useView();
  const before = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  return (
    <Section title={t('guide.history')} id="history">
      <div class="halves">
        <Timeline
          items={[
            { at: before(2), tone: 'good', icon: 'check', title: t('guide.event.keep'), actor: t('guide.actor.system') },
            { at: before(26), tone: 'plain', icon: 'edit', title: t('guide.event.edit'), actor: t('guide.actor.person') },
            { at: before(51), tone: 'warn', icon: 'mail', title: t('guide.event.notice'), body: t('guide.event.notice_text'), actor: t('guide.actor.system') },
          ]}
        />
        <div class="stack">
          <Diff rows={[{ label: t('guide.field.name'), before: t('guide.table.row2'), after: t('guide.table.row1') }, { label: t('guide.field.url'), before: null, after: 'https://www.shengqian.example' }]} />
        </div>
      </div>
    </Section>
  );
}

export function DetailSection() {
  const { t, now } = useView();
  return (
    <Section title={t('guide.details')} id="details">
      <div class="halves">
        <Card>
          <KeyValue
            items={[
              { label: t('guide.kv.member'), value: <span class="num">26632154</span> },
              { label: t('guide.kv.since'), value: <Time at={now} as="date" /> },
              { label: t('guide.kv.hash'), value: <Code copy>9f86d081884c7d65</Code> },
            ]}
          />
        </Card>
        <div class="stack">
          <CopyField label={t('guide.copy')} hint={t('guide.copy_hint')} value={'<meta name="tuiguan" content="a81f02">'} />
          <Evidence url="https://haowu.example/deal/18" selector="body > div.popup" html={'<div class="popup" onclick="go()">\n  <img src="/ad.gif" width="900" height="600">\n</div>'} note={t('guide.evidence')} />
        </div>
      </div>
    </Section>
  );
}

export function EmptySection() {
  const { t } = useView();
  return (
    <Section title={t('guide.empty')} id="empty">
      <Tabs label={t('guide.tabs')} tabs={[{ href: '#empty', label: t('guide.tab.all'), current: true, count: 12 }, { href: '#empty', label: t('guide.tab.open'), count: 3 }, { href: '#empty', label: t('guide.tab.done') }]} />
      <EmptyState title={t('guide.empty.title')} action={<LinkButton kind="primary" icon="plus" href="#empty">{t('guide.empty.add')}</LinkButton>}>{t('guide.empty.text')}</EmptyState>
    </Section>
  );
}
