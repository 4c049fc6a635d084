import type { SiteView } from '../site.ts';
import { findPids, type PidUse } from './find-pids.ts';

export interface PidOwnership {
  own: PidUse[];
  foreign: PidUse[];
}

/** Sorts the site's click-context PIDs, one use a link and page. Links that hide their PID (`e=`) are nobody's and not counted. */
export function pidOwnership(site: SiteView): PidOwnership {
  const allowed = new Set((site.input.pids ?? []).map((pid) => pid.toLowerCase()));
  const uses = site.pages.flatMap(findPids);
  const isOwn = (use: PidUse): boolean => use.memberId === site.input.memberId || allowed.has(use.pid);
  return { own: uses.filter(isOwn), foreign: uses.filter((use) => !isOwn(use)) };
}
