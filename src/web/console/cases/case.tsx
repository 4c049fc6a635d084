import type { Hono } from 'hono';
import { caseProgress, type CaseProgress, getCase } from '../../../reviews/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Banner, Card, ConsoleShell, KeyValue, LinkButton, PageHead, Poll, type Step, Steps, Time, Timeline } from '../../ui/index.ts';
import { fragment } from '../../http/render.tsx';
import { useView } from '../../view.ts';
import { AffiliateLink, Decision, Due } from '../desk/bits.tsx';
import { actorWords, type Names, namesOf } from '../desk/names.ts';
import { idIn } from '../desk/query.ts';
import { type ReasonTitles, reasonTitles } from '../desk/reasons.ts';
import { permissionName } from '../desk/words.ts';

type Case = Awaited<ReturnType<typeof getCase>>;

/** `/console/cases/:id`: what was asked, how far it is, and what came of it. */
export function addCase(app: Hono<ConsoleEnv>): void {
  app.get('/cases/:id', async (c) => {
    const ctx = c.get('ctx');
    const found = await getCase(ctx, idIn(c, 'case'));
    const [progress, names, reasons] = await Promise.all([caseProgress(ctx, found.id), namesOf(ctx, found.entries.map((entry) => entry.actor)), reasonTitles(ctx, [found.permission])]);
    return render(c, <CasePage found={found} progress={progress} names={names} reasons={reasons} />);
  });

  app.get('/cases/:id/progress', async (c) => {
    const progress = await caseProgress(c.get('ctx'), idIn(c, 'case'));
    return fragment(c, <CaseSteps progress={progress} />, { done: progress.state === 'decided' });
  });
}

function CaseSteps({ progress }: { progress: CaseProgress }) {
  const { t } = useView();
  const { visited } = progress;
  const decided = progress.state === 'decided';
  const seen = decided || progress.step === 'deciding';
  const steps: Step[] = [
    { label: t('console.case.step.asked'), state: 'done', note: <Time at={progress.askedAt} /> },
    { label: t('console.case.step.visited'), state: seen ? 'done' : 'now', note: visited.of === 0 ? t('console.case.no_sites') : t('console.case.visits', { done: visited.done, all: visited.of }) },
    { label: t('console.case.step.decided'), state: !decided ? (seen ? 'now' : 'next') : progress.decision === 'refused' ? 'failed' : 'done', note: progress.decidedAt ? <Time at={progress.decidedAt} /> : undefined },
  ];
  return <Steps label={t('console.case.course')} steps={steps} />;
}

function CasePage({ found, progress, names, reasons }: { found: Case; progress: CaseProgress; names: Names; reasons: ReasonTitles }) {
  const { t, locale } = useView();
  const title = t('console.case.title', { id: found.id });
  const steps = <CaseSteps progress={progress} />;
  return (
    <ConsoleShell title={title} nav="cases">
      <PageHead title={title} aside={found.decision && <Decision decision={found.decision} />} lead={permissionName(found.permission, locale, t)}
        crumbs={[{ href: '/console/cases', label: t('console.cases.title') }]} actions={<LinkButton href={`/console/affiliates/${found.affiliateId}`}>{t('console.case.affiliate_open')}</LinkButton>} />
      {progress.overdue && <Banner tone="bad" title={t('console.case.overdue')}>{t('console.case.overdue_do')}</Banner>}
      <Card>
        {progress.state === 'open' ? <Poll url={`/console/cases/${found.id}/progress`}>{steps}</Poll> : steps}
      </Card>
      <Card title={t('console.case.note')}>
        <KeyValue items={[
          { label: t('console.col.affiliate'), value: <AffiliateLink id={found.affiliateId} name={found.affiliateName} memberId={found.memberId} /> },
          { label: t('console.cases.due'), value: progress.state === 'open' ? <Due at={found.dueAt} overdue={progress.overdue} /> : <Time at={found.dueAt} /> },
        ]} />
        <blockquote class="quote">{noteOf(found) ?? <span class="dim">{t('console.case.no_note')}</span>}</blockquote>
      </Card>
      {(found.reasons?.length ?? 0) > 0 && (
        <Card title={t('console.case.reasons')}><ul>{found.reasons?.map((code) => <li>{reasons(found.permission, code, locale, t)}</li>)}</ul></Card>
      )}
      <Card title={t('console.case.course')}>
        <Timeline items={[...found.entries].reverse().map((entry) => ({
          at: entry.at,
          title: t(`console.case.entry.${entry.kind}`),
          actor: actorWords(entry.actor, names, t),
          icon: entry.kind === 'asked' ? 'message' as const : entry.kind === 'crawled' ? 'site' as const : 'check' as const,
          tone: entry.kind === 'decided' ? (found.decision === 'refused' ? 'bad' as const : 'good' as const) : 'plain' as const,
        }))} />
      </Card>
    </ConsoleShell>
  );
}

/** What the affiliate wrote when it asked; null for nothing. */
function noteOf(found: Case): string | null {
  const body = found.entries.find((entry) => entry.kind === 'asked')?.body as { note?: unknown } | undefined;
  return typeof body?.note === 'string' && body.note.trim() !== '' ? body.note : null;
}
