import type { El } from './element.ts';

const MAX_STEPS = 8;

/** A CSS path to the element: from the nearest id, else the last eight steps, with nth-of-type where there are several. */
export function cssPath(el: El): string {
  const steps: string[] = [];
  for (let at: El | null = el; at !== null && steps.length < MAX_STEPS; at = at.parent) {
    const id = at.attrs['id'];
    if (id !== undefined && /^[A-Za-z][\w-]{0,60}$/.test(id)) {
      steps.unshift(`${at.tag}#${id}`);
      break;
    }
    const several = at.parent === null ? at.nth > 1 : (at.parent.counts?.[at.tag] ?? 1) > 1;
    steps.unshift(several ? `${at.tag}:nth-of-type(${at.nth})` : at.tag);
  }
  return steps.join(' > ');
}
