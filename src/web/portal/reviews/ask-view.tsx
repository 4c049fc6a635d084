import type { SiteReport } from '../../../crawl/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import type { CanAsk } from '../../../reviews/index.ts';
import type { FormState } from '../../http/form.ts';
import { Banner, Button, Card, EmptyState, Field, Form, LinkButton, PageHead, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Checklist } from '../permissions/checklist.tsx';
import { nameOf } from '../permissions/standing.tsx';
import { lastDay } from './due.ts';

/** Characters that askReReview takes. */
export const NOTE_MOST = 2000;

export interface AskViewProps {
  standing: AffiliateStanding;
  sites: readonly SiteReport[];
  /** By when it would be decided; null when the calendar does not say. */
  due: Date | null;
  can: CanAsk;
  form: FormState;
}

export function AskView({ standing, sites, due, can, form }: AskViewProps) {
  const view = useView();
  const { t } = view;
  const name = nameOf(view, standing.permission);
  return (
    <PortalShell title={t('portal.ask')} nav="reviews">
      <PageHead title={t('portal.ask')} lead={name} crumbs={[{ href: '/portal/reviews', label: t('portal.reviews') }]} />
      {form.top !== null && !(can.ok && due) && <Banner tone="warn" title={form.top} />}
      {can.ok && due ? <Ask standing={standing} sites={sites} due={due} form={form} /> : <Refused can={can} permission={standing.permission} />}
    </PortalShell>
  );
}

function Ask({ standing, sites, due, form }: Omit<AskViewProps, 'can' | 'due'> & { due: Date }) {
  const { t, fmt } = useView();
  const failing = standing.requirements.filter(({ passes }) => passes === false);
  return (
    <div class="stack measure">
      {failing.length > 0 && (
        <Card title={t('portal.ask.check')}>
          <p class="dim">{t('portal.ask.check_why')}</p>
          <Checklist requirements={failing} sites={sites} label={t('portal.ask.check')} />
        </Card>
      )}
      <Card title={t('portal.ask.what_happens')}>
        <ol class="prose">
          <li>{sites.length > 0 ? t('portal.ask.visit', { n: sites.length }) : t('portal.ask.visit_none')}</li>
          <li>{t('portal.ask.decided_by', { date: fmt.date(lastDay(due)) })}</li>
          <li>{standing.state === 'closed' ? t('portal.ask.pass_closed') : t('portal.ask.pass_pending')}</li>
          <li>{t('portal.ask.fail')}</li>
        </ol>
      </Card>
      <Card>
        <Form
          action={`/portal/reviews/new?permission=${standing.permission}`}
          id="ask"
          state={form}
          actions={<><Button kind="primary" icon="review">{t('portal.ask.send')}</Button><LinkButton kind="quiet" href={`/portal/permissions/${standing.permission}`}>{t('portal.ask.not_yet')}</LinkButton></>}
        >
          <Field type="textarea" name="note" label={t('portal.ask.note')} hint={t('portal.ask.note_hint')} rows={6} maxlength={NOTE_MOST} />
        </Form>
      </Card>
    </div>
  );
}

/** Why it cannot be asked for now, and where to go instead. */
function Refused({ can, permission }: { can: CanAsk; permission: string }) {
  const { t, fmt } = useView();
  const details = <LinkButton href={`/portal/permissions/${permission}`}>{t('portal.ask.to_permission')}</LinkButton>;
  if (can.ok) return <EmptyState icon="clock" title={t('error.NO_KNOWN_CALENDAR.title')} action={details}><p>{t('error.NO_KNOWN_CALENDAR.do')}</p></EmptyState>;
  switch (can.why) {
    case 'open_case':
      return (
        <EmptyState icon="review" title={t('portal.ask.open')} action={<LinkButton kind="primary" href={`/portal/reviews/${can.caseId}`}>{t('portal.next.open_button')}</LinkButton>}>
          <p>{t('portal.ask.open_why', { date: fmt.date(lastDay(can.dueAt)) })}</p>
        </EmptyState>
      );
    case 'nothing_pending':
      return <EmptyState icon="check" title={t('portal.ask.held')} action={details}><p>{t('portal.ask.held_why')}</p></EmptyState>;
    case 'never_held':
      return <EmptyState icon="info" title={t('portal.ask.never')} action={details}><p>{t('portal.ask.never_why')}</p></EmptyState>;
  }
}
