import type { ReportViolation } from '../../crawl/index.ts';
import { type Finding, GRAVITIES, type Gravity } from './types.ts';

/** How heavily a violation counts now: a stop by what a person has said of it. */
export function gravityOf({ level, confirmed, observation }: Pick<ReportViolation, 'level' | 'confirmed' | 'observation'>): Gravity {
  if (level !== 'stop') return level;
  if (confirmed) return 'confirmed';
  return observation?.state === 'rejected' ? 'rejected' : 'open';
}

/** The findings of a report, gravest first; of the same gravity in the order of the rules. */
export function findingsOf(violations: readonly ReportViolation[]): Finding[] {
  const found = violations.map((violation) => ({ ...violation, gravity: gravityOf(violation) }));
  return found.sort((a, b) => GRAVITIES.indexOf(a.gravity) - GRAVITIES.indexOf(b.gravity));
}

/** What to repair first; undefined when there is nothing to repair. */
export function firstRepair(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ gravity }) => gravity !== 'rejected');
}
