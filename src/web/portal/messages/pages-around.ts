/** The way back: keys lead only onwards, so the keys of the pages before travel along, the latest ten. */
const LONGEST = 10;

/** Links to the pages before and after of a list by key. `after` is this page's key, `trail` those before it. */
export function pagesAround(path: string, after: number | undefined, next: number | null, trail: string | undefined): { newer: string | null; older: string | null } {
  const before = /^\d{1,15}(-\d{1,15})*$/.test(trail ?? '') ? (trail ?? '').split('-') : [];
  const to = (key: string | number | undefined, keys: readonly (string | number)[]): string => {
    const query = new URLSearchParams({ ...(key === undefined || key === '0' ? {} : { after: String(key) }), ...(keys.length > 0 ? { trail: keys.join('-') } : {}) }).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return {
    newer: after === undefined ? null : to(before.at(-1), before.slice(0, -1)),
    older: next === null ? null : to(next, [...before, after ?? 0].slice(-LONGEST)),
  };
}
