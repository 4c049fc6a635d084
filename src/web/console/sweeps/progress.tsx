import type { Sweep, SweepProgress } from '../../../policy/index.ts';
import { Card, Progress, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { WordKey } from '../../words/index.ts';
import { CountBar } from './count-bar.tsx';
import { rests } from './stage.ts';

/** How far a started sweep is: the plan carried out, and mails with an outcome. */
export function Course({ sweep, progress }: { sweep: Sweep; progress: SweepProgress }) {
  const { t, fmt, now } = useView();
  const { share, toWrite, written, settled, notices } = progress;
  const done = Math.round(share * toWrite);
  const expected = share < 1 ? Math.max(notices, toWrite) : notices;
  const skipped = share < 1 ? 0 : Math.max(0, toWrite - written);
  const waits = sweep.announceAt && sweep.announceAt > now && sweep.state !== 'cancelled';
  return (
    <Card title={t('sweep.run.head')}>
      <Progress label={t('sweep.run.rows')} value={done} max={toWrite} note={skipped > 0 ? t('sweep.run.written.skipped', { n: written, skipped: fmt.number(skipped) }) : t('sweep.run.written', { n: written })} />
      <Progress label={t('sweep.run.mails')} value={settled} max={expected} note={waits ? t('sweep.run.waits', { when: fmt.moment(sweep.announceAt as Date) }) : <Pace progress={progress} />} />
    </Card>
  );
}

function Pace({ progress: { mailsPerSecond, secondsLeft, notices, settled } }: { progress: SweepProgress }) {
  const { t, fmt } = useView();
  if (settled >= notices) return null;
  const n = mailsPerSecond === null ? null : fmt.number(Math.max(1, Math.round(mailsPerSecond)));
  const span = secondsLeft === null || secondsLeft === 0 ? null : fmt.span(secondsLeft * 1_000);
  if (n !== null && span !== null) return <>{t('sweep.run.rate_left', { n, span })}</>;
  if (n !== null) return <>{t('sweep.run.rate', { n })}</>;
  return span === null ? null : <>{t('sweep.run.left', { span })}</>;
}

/** The mails that the run wrote, by where they are. */
export function Mails({ sweep, progress: { outcome, notices } }: { sweep: Sweep; progress: SweepProgress }) {
  const { t, now } = useView();
  const { accepted, onTheWay, deferred, bounced, unknown, withdrawn } = outcome;
  const still = rests(sweep, outcome, now);
  const rows: [label: WordKey, count: number, tone: Tone][] = [
    ['sweep.mail.accepted', accepted, 'good'],
    ['sweep.mail.on_the_way', onTheWay, 'info'],
    ['sweep.mail.deferred', deferred, 'warn'],
    ['sweep.mail.bounced', bounced, 'bad'],
    ['sweep.mail.unknown', unknown, 'bad'],
    ['sweep.mail.withdrawn', withdrawn, 'plain'],
  ];
  // While it moves every row keeps its place; at rest only what there is stands.
  const shown = rows.filter(([label, count]) => count > 0 || label === 'sweep.mail.accepted' || (!still && label !== 'sweep.mail.withdrawn'));
  return (
    <Card title={t('sweep.mail.head')} actions={<a href={`/console/sweeps/${sweep.id}/notices`}>{t('sweep.mail.look')}</a>}>
      {shown.map(([label, count, tone]) => <CountBar label={t(label)} count={count} of={notices} tone={tone} />)}
      {bounced + unknown > 0 && <p class="dim small">{t('sweep.mail.trouble')}</p>}
    </Card>
  );
}
