import { Badge, Banner, Button, Card, Dialog, Confirm, Gauge, Icon, LinkButton, Section, State, type Tone, TONES, Toast } from '../ui/index.ts';
import { ICON_PATHS, type IconName } from '../ui/icon-paths.ts';
import { useView } from '../view.ts';
import type { WordKey } from '../words/index.ts';

const TONE_WORDS: Record<Tone, WordKey> = { good: 'guide.good', warn: 'guide.warn', bad: 'guide.bad', info: 'guide.info', plain: 'guide.plain' };

export function TypeSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.type')} id="type">
      <div class="prose">
        <h3>{t('guide.banner.warn')}</h3>
        <p>{t('guide.type.text')}</p>
        <p class="dim small">{t('guide.type.small')}</p>
      </div>
    </Section>
  );
}

/** The same words in both themes, side by side. */
export function ColourSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.colours')} id="colours">
      <div class="halves">
        {(['light', 'dark'] as const).map((theme) => (
          <div class="swatch" data-theme={theme}>
            <div class="row">{TONES.map((tone) => <Badge tone={tone}>{t(TONE_WORDS[tone])}</Badge>)}</div>
            <div class="row">{TONES.map((tone) => <State tone={tone}>{t(TONE_WORDS[tone])}</State>)}</div>
            <div class="row"><Button kind="primary" small>{t('guide.review')}</Button><Button small>{t('guide.report')}</Button><Button kind="danger" small>{t('guide.remove')}</Button></div>
            <div class="row"><Gauge score={84.5} size="s" /><Gauge score={58.2} size="s" /><Gauge score={21} size="s" /><Gauge score={null} size="s" /></div>
          </div>
        ))}
      </div>
    </Section>
  );
}

export function ButtonSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.buttons')} id="buttons">
      <div class="stack">
        <div class="row">
          <Button kind="primary" icon="review">{t('guide.review')}</Button>
          <Button>{t('guide.save')}</Button>
          <LinkButton href="#buttons" icon="policy">{t('guide.report')}</LinkButton>
          <Button kind="danger">{t('guide.remove')}</Button>
          <Button kind="quiet">{t('guide.more')}</Button>
          <Button disabled>{t('guide.off')}</Button>
        </div>
        <div class="row">
          <Button kind="primary" small>{t('guide.review')}</Button>
          <Button small icon="edit">{t('guide.save')}</Button>
          <LinkButton href="https://example.com/" small external>example.com</LinkButton>
        </div>
      </div>
    </Section>
  );
}

export function BannerSection() {
  const { t, now } = useView();
  return (
    <Section title={t('guide.banners')} id="banners">
      <div class="stack">
        <Banner tone="warn" level={3} title={t('guide.banner.warn')} until={new Date(now.getTime() + 368_000_000)} untilLabel={t('guide.banner.left')} actions={<><Button kind="primary" small>{t('guide.review')}</Button><LinkButton href="#banners" small>{t('guide.report')}</LinkButton></>}>
          <p>{t('guide.banner.warn_text')}</p>
        </Banner>
        <div class="grid">
          <Banner tone="good" level={3} title={t('guide.banner.good')} />
          <Banner tone="info" level={3} title={t('guide.banner.info')} />
          <Banner tone="bad" level={3} title={t('guide.banner.bad')} />
        </div>
      </div>
    </Section>
  );
}

export function DialogSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.dialog')} id="dialog">
      <div class="row">
        <Confirm id="remove" kind="danger" label={t('guide.remove')} title={t('guide.dialog.title')} action="/styleguide" submit={t('guide.remove')}><p>{t('guide.dialog.text')}</p></Confirm>
        <Dialog id="more" label={t('guide.more')} title={t('guide.report')}><p>{t('guide.type.text')}</p></Dialog>
      </div>
    </Section>
  );
}

export function IconSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.icons')} id="icons">
      <Card><div class="row">{(Object.keys(ICON_PATHS) as IconName[]).map((name) => <Icon name={name} size={24} />)}</div></Card>
      <div class="row section"><Toast tone="good" text={t('guide.toast')} /></div>
    </Section>
  );
}
