import type { Sweep, SweepProgress } from '../../../policy/index.ts';
import { Outcome } from './outcome.tsx';
import { Course, Mails } from './progress.tsx';

/** What moves while a sweep runs: how far it is, its mails, and what became of the closings. */
export function Run({ sweep, progress }: { sweep: Sweep; progress: SweepProgress }) {
  return (
    <div class="halves">
      <div class="stack">
        <Course sweep={sweep} progress={progress} />
        <Mails sweep={sweep} progress={progress} />
      </div>
      <Outcome sweep={sweep} progress={progress} />
    </div>
  );
}
