import type { Child } from 'hono/jsx';
import { Button, ConsoleShell, Field, Form, LinkButton, PageHead, PlainShell, PortalShell, Tabs } from '../ui/index.ts';
import { useView } from '../view.ts';
import { BannerSection, ButtonSection, ColourSection, DialogSection, IconSection, TypeSection } from './guide-basics.tsx';
import { ChartSection, ProgressSection, ScoreSection } from './guide-data.tsx';
import { DetailSection, EmptySection, HistorySection } from './guide-details.tsx';
import { FormSection, TableSection } from './guide-forms.tsx';

export const FRAMES = ['portal', 'console', 'plain'] as const;
export type Frame = (typeof FRAMES)[number];
/** One page each: a page is small here too. */
export const CHAPTERS = ['basics', 'messages', 'data', 'tables', 'forms', 'details'] as const;
export type Chapter = (typeof CHAPTERS)[number];

const FRAME_WORDS = { portal: 'guide.frame.portal', console: 'guide.frame.console', plain: 'guide.frame.plain' } as const;
const CHAPTER_WORDS = { basics: 'guide.chapter.basics', messages: 'guide.chapter.messages', data: 'guide.chapter.data', tables: 'guide.table', forms: 'guide.forms', details: 'guide.details' } as const;

/** A chapter of the components with their states, in one of the frames. */
export function StyleguidePage({ frame, chapter }: { frame: Frame; chapter: Chapter }) {
  const { t } = useView();
  if (frame === 'plain') return <SignInExample />;
  const content = <ChapterPage frame={frame} chapter={chapter} />;
  return frame === 'portal' ? <PortalShell title={t('guide.title')} nav="home">{content}</PortalShell> : <ConsoleShell title={t('guide.title')} nav="overview">{content}</ConsoleShell>;
}

function FrameLinks({ frame }: { frame: Frame }): Child {
  const { t } = useView();
  return <>{FRAMES.filter((each) => each !== frame).map((each) => <LinkButton href={`/styleguide/frame/${each}`}>{t(FRAME_WORDS[each])}</LinkButton>)}</>;
}

function ChapterPage({ frame, chapter }: { frame: Frame; chapter: Chapter }) {
  const { t } = useView();
  return (
    <>
      <PageHead title={t('guide.title')} lead={t('guide.lead')} crumbs={[{ href: '/docs', label: t('common.footer.docs') }]} actions={<FrameLinks frame={frame} />} />
      <Tabs label={t('guide.title')} tabs={CHAPTERS.map((each) => ({ href: each === 'basics' ? '/styleguide' : `/styleguide/${each}`, label: t(CHAPTER_WORDS[each]), current: each === chapter }))} />
      <Sections of={chapter} />
    </>
  );
}

function Sections({ of }: { of: Chapter }) {
  switch (of) {
    case 'basics':
      return <><ColourSection /><TypeSection /><ButtonSection /><IconSection /></>;
    case 'messages':
      return <><BannerSection /><DialogSection /><EmptySection /></>;
    case 'data':
      return <><ScoreSection /><ChartSection /><ProgressSection /></>;
    case 'tables':
      return <TableSection />;
    case 'forms':
      return <FormSection />;
    case 'details':
      return <><HistorySection /><DetailSection /></>;
  }
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
