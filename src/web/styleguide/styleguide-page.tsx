import type { Child } from 'hono/jsx';
import { Button, ConsoleShell, Field, Form, LinkButton, PageHead, PlainShell, PortalShell } from '../ui/index.ts';
import { useView } from '../view.ts';
import { BannerSection, ButtonSection, ColourSection, DialogSection, IconSection, TypeSection } from './guide-basics.tsx';
import { ChartSection, ProgressSection, ScoreSection } from './guide-data.tsx';
import { DetailSection, EmptySection, HistorySection } from './guide-details.tsx';
import { FormSection, TableSection } from './guide-forms.tsx';

export const FRAMES = ['portal', 'console', 'plain'] as const;
export type Frame = (typeof FRAMES)[number];

/** Every component with its states, in one of the frames. */
export function StyleguidePage({ frame }: { frame: Frame }) {
  const { t } = useView();
  if (frame === 'plain') return <SignInExample />;
  const content = <Everything frame={frame} />;
  return frame === 'portal' ? <PortalShell title={t('guide.title')} nav="home">{content}</PortalShell> : <ConsoleShell title={t('guide.title')} nav="overview">{content}</ConsoleShell>;
}

function FrameLinks({ frame }: { frame: Frame }): Child {
  const { t } = useView();
  const words = { portal: 'guide.frame.portal', console: 'guide.frame.console', plain: 'guide.frame.plain' } as const;
  return <>{FRAMES.filter((each) => each !== frame).map((each) => <LinkButton href={`/styleguide/${each}`}>{t(words[each])}</LinkButton>)}</>;
}

function Everything({ frame }: { frame: Frame }) {
  const { t } = useView();
  return (
    <>
      <PageHead title={t('guide.title')} lead={t('guide.lead')} crumbs={[{ href: '/docs', label: t('common.footer.docs') }]} actions={<FrameLinks frame={frame} />} />
      <ColourSection />
      <TypeSection />
      <ButtonSection />
      <BannerSection />
      <ScoreSection />
      <ChartSection />
      <TableSection />
      <FormSection />
      <ProgressSection />
      <HistorySection />
      <DetailSection />
      <DialogSection />
      <EmptySection />
      <IconSection />
    </>
  );
}

function SignInExample() {
  const { t } = useView();
  return (
    <PlainShell title={t('common.sign_in')} below={<a href="/styleguide">{t('guide.title')}</a>}>
      <PageHead title={t('common.sign_in')} lead={t('common.portal')} />
      <Form action="/styleguide" actions={<Button kind="primary">{t('common.sign_in')}</Button>}>
        <Field name="email" type="email" label={t('guide.email')} autocomplete="username" required />
        <Field name="password" type="password" label={t('guide.password')} autocomplete="current-password" required />
      </Form>
    </PlainShell>
  );
}
