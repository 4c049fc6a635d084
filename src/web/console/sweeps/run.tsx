import type { Sweep, SweepProgress } from '../../../policy/index.ts';
import { Outcome } from './outcome.tsx';
import { Course, Mails } from './progress.tsx';

/** What moves while a sweep runs: how far it is, its mails, and what became of the closings; that first once all is written. */
export function Run({ sweep, progress }: { sweep: Sweep; progress: SweepProgress }) {
  const outcome = <Outcome sweep={sweep} progress={progress} />;
  const written = progress.share === 1;
  return (
    <div class="halves">
      {written && outcome}
      <div class="stack">
        <Course sweep={sweep} progress={progress} />
        <Mails sweep={sweep} progress={progress} />
      </div>
      {!written && outcome}
    </div>
  );
}
