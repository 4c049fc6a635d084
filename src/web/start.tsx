import type { Child } from 'hono/jsx';
import { Badge, Card, Document, Gauge, Icon, type IconName, LinkButton, Preferences, ScoreBar } from './ui/index.ts';
import { Brand, Footer } from './ui/shell-parts.tsx';
import { useView } from './view.ts';

/** The front page for who is not signed in: what this is, how to come in, and what to do with a notice. */
export function StartPage() {
  const { t } = useView();
  return (
    <Document title={t('start.title')} class="shell-portal">
      <header class="top"><div class="top-in"><Brand href="/" /><div class="row top-end"><Preferences /></div></div></header>
      <main id="content" class="page">
        <div class="halves">
          <div class="stack">
            <h1>{t('start.headline')}</h1>
            <p class="lead">{t('start.lead')}</p>
            <p class="row">
              <LinkButton href="/sign-in" kind="primary">{t('start.sign_in')}</LinkButton>
              <LinkButton href="/claim">{t('start.claim')}</LinkButton>
            </p>
          </div>
          <Example />
        </div>
        <WayBack />
        <Noticed />
        <More />
      </main>
      <Footer />
    </Document>
  );
}

/** A report as it looks, of a site that is nobody's: it says so. The whole is the weighted sum of the parts (quality model v1). */
function Example() {
  const { t } = useView();
  return (
    <Card title={t('start.example')} actions={<Badge>{t('start.example.hint')}</Badge>}>
      <div class="halves">
        <div class="stack-s centred">
          <Gauge score={76.1} threshold={60} size="l" label={t('start.example.score')} />
          <p class="dim small">{t('start.example.threshold')}</p>
        </div>
        <div class="stack-s">
          <ScoreBar label={t('report.sub.content')} score={78} />
          <ScoreBar label={t('report.sub.links')} score={70} />
          <ScoreBar label={t('report.sub.trust')} score={55} />
          <ScoreBar label={t('report.sub.technical')} score={88} />
          <ScoreBar label={t('report.sub.integrity')} score={100} />
        </div>
      </div>
    </Card>
  );
}

/** From a notice to a permission that is kept: the four stations of everybody whose site falls short. */
function WayBack() {
  const { t } = useView();
  const stations: [IconName, string, string][] = [
    ['mail', t('start.step.notice'), t('start.step.notice.note')],
    ['edit', t('start.step.repair'), t('start.step.repair.note')],
    ['review', t('start.step.review'), t('start.step.review.note')],
    ['check', t('start.step.kept'), t('start.step.kept.note')],
  ];
  return (
    <Card title={t('start.steps')}>
      <ol class="steps">
        {stations.map(([icon, label, note]) => <li class="done"><span class="step-dot"><Icon name={icon} size={14} /></span><span><strong>{label}</strong><small>{note}</small></span></li>)}
      </ol>
    </Card>
  );
}

function Noticed() {
  const { t } = useView();
  return (
    <section class="section" id="notice">
      <div class="section-head"><h2>{t('start.noticed.title')}</h2></div>
      <div class="grid">
        <Way icon="mail" title={t('start.noticed.link.title')}><p>{t('start.noticed.link')}</p></Way>
        <Way icon="clock" title={t('start.noticed.claim.title')}><p>{t('start.noticed.claim')}</p><p><a href="/claim">{t('start.noticed.claim.go')}</a></p></Way>
        <Way icon="people" title={t('start.noticed.in.title')}><p>{t('start.noticed.in')}</p><p><a href="/sign-in">{t('start.sign_in')}</a></p></Way>
      </div>
    </section>
  );
}

function Way({ icon, title, children }: { icon: IconName; title: string; children?: Child }) {
  return (
    <div class="stack-s">
      <p class="state good"><Icon name={icon} size={24} /></p>
      <h3>{title}</h3>
      <div class="dim stack-s">{children}</div>
    </div>
  );
}

function More() {
  const { t, mailbox } = useView();
  const links: [string, string, string][] = [
    ['/docs', t('start.docs'), t('start.docs.hint')],
    ['/docs/errors', t('start.errors'), t('start.errors.hint')],
    ...(mailbox ? [['/mailbox', t('start.mailbox'), t('start.mailbox.hint')] satisfies [string, string, string]] : []),
  ];
  return (
    <section class="section">
      <div class="section-head"><h2>{t('start.more')}</h2></div>
      <div class="grid">{links.map(([href, label, hint]) => <div><h3><a href={href}>{label}</a></h3><p class="dim">{hint}</p></div>)}</div>
    </section>
  );
}
