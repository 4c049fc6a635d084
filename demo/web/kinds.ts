/**
 * What each kind of host does, and what a fair judge should make of its members:
 * `pass` reaches the bar of 60, `low` stays under it, `stop` breaks a rule that closes at once,
 * `unverifiable` cannot be looked at and so is never a conviction.
 */
export const KINDS = {
  'good-zh': 'pass',
  'good-en': 'pass',
  coupon: 'pass',
  gbk: 'pass',
  slow: 'pass',
  gzip: 'pass',
  'no-icp': 'pass',
  hacked: 'pass',
  'soft-404': 'pass',
  thin: 'low',
  duplicate: 'low',
  'link-farm': 'low',
  'stuffed-iframe': 'stop',
  'stuffed-img': 'stop',
  'stuffed-script': 'stop',
  'stuffed-css': 'stop',
  'redirect-meta': 'stop',
  'redirect-js': 'stop',
  'redirect-30x': 'stop',
  'foreign-pid': 'stop',
  parked: 'stop',
  robots: 'unverifiable',
  forbidden: 'unverifiable',
  trickle: 'unverifiable',
  dead: 'unverifiable',
} as const satisfies Record<string, 'pass' | 'low' | 'stop' | 'unverifiable'>;

export type HostKind = keyof typeof KINDS;
export type Expectation = (typeof KINDS)[HostKind];

/** Kinds whose members a repair brings over the bar: their host answers, and only their own pages were at fault. */
export const REPAIRABLE_KINDS: readonly HostKind[] = (Object.keys(KINDS) as HostKind[])
  .filter((kind) => KINDS[kind] === 'low' || KINDS[kind] === 'stop');
