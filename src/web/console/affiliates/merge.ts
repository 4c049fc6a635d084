/** What can be seen on an affiliate's timeline, and filtered by. */
export const TIMELINE_KINDS = ['standing', 'notice', 'record', 'visit', 'case', 'audit'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened. `key` grows with time within its kind. */
export interface Happening {
  at: Date;
  key: number;
}

/** One kind's happenings from a position on, the newest first; `more` says that older ones were not read. */
export interface Strand<T extends Happening> {
  kind: TimelineKind;
  items: readonly T[];
  more: boolean;
}

/** How far each kind was read: its page goes on below this key. A kind that is absent begins at the newest. */
export type Position = Partial<Record<TimelineKind, number>>;

export interface Merged<T extends Happening> {
  items: T[];
  /** Where the page after this one begins; null when nothing is left. */
  next: Position | null;
}

/**
 * Braids strands that are each ordered by time into one, newest first, and cuts it after `limit`. Each strand must hold `limit`
 * items or all that it has: then no page leaves anything out or shows it twice, whatever is added meanwhile.
 */
export function mergeNewest<T extends Happening>(strands: readonly Strand<T>[], limit: number, from: Position = {}): Merged<T> {
  const taken = strands.map(() => 0);
  const items: T[] = [];
  const next: Position = { ...from };
  while (items.length < limit) {
    let best = -1;
    strands.forEach((strand, index) => {
      const head = strand.items[taken[index] ?? 0];
      const leader = best < 0 ? undefined : strands[best]?.items[taken[best] ?? 0];
      if (head && (!leader || head.at > leader.at)) best = index;
    });
    const strand = strands[best];
    const head = strand?.items[taken[best] ?? 0];
    if (!strand || !head) break;
    items.push(head);
    next[strand.kind] = head.key;
    taken[best] = (taken[best] ?? 0) + 1;
  }
  const left = strands.some((strand, index) => strand.more || strand.items.length > (taken[index] ?? 0));
  return { items, next: left ? next : null };
}

/** The part of a list that is read whole which lies below a key: keys count from the oldest on, so that new things move none. */
export function strandOf<T>(kind: TimelineKind, all: readonly T[], at: (item: T) => Date, before: number | undefined, limit: number): Strand<Happening & { item: T }> {
  const ordered = all.map((item, index) => ({ item, index, at: at(item) })).sort((a, b) => a.at.getTime() - b.at.getTime() || a.index - b.index);
  const below = ordered.map(({ item, at: when }, index) => ({ at: when, key: index + 1, item })).filter(({ key }) => before === undefined || key < before).reverse();
  return { kind, items: below.slice(0, limit), more: below.length > limit };
}

/** A position as the query of a link carries it: `standing-12_notice-7`. */
export function writePosition(position: Position): string {
  return Object.entries(position).map(([kind, key]) => `${kind}-${key}`).join('_');
}

/** Reads a position; what is not one begins at the newest. */
export function readPosition(text: string | undefined): Position {
  const position: Position = {};
  for (const part of (text ?? '').split('_')) {
    const [kind, key] = part.split('-');
    const known = TIMELINE_KINDS.find((each) => each === kind);
    if (known && key !== undefined && /^\d{1,15}$/.test(key)) position[known] = Number(key);
  }
  return position;
}
