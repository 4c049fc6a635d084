import type { Evidence, PageInput } from '../types.ts';
import { cssPath } from './css-path.ts';
import type { Dom, El } from './element.ts';

const MAX_HTML = 300;

/** What a person needs to check a finding: page, time, body hash, path, outer HTML up to 300 characters, value against threshold. */
export function evidenceOf(
  page: PageInput,
  found: { dom?: Dom; el?: El | null; value: Evidence['value']; threshold: Evidence['threshold']; note?: string },
): Evidence {
  const { dom, el, value, threshold, note } = found;
  return {
    url: page.finalUrl,
    fetchedAt: page.fetchedAt,
    sha256: page.sha256,
    selector: el ? cssPath(el) : null,
    html: dom && el ? dom.source.slice(el.start, Math.min(el.end, el.start + MAX_HTML)) : null,
    value: typeof value === 'string' ? value.slice(0, 500) : value,
    threshold,
    ...(note === undefined ? {} : { note }),
  };
}
