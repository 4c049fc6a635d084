import { describe, expect, it } from 'vitest';
import { mergeNewest, type Position, readPosition, type Strand, strandOf, type TimelineKind, writePosition } from '../../../src/web/console/affiliates/merge.ts';

interface Thing {
  at: Date;
  key: number;
  name: string;
}

const thing = (name: string, key: number, minute: number): Thing => ({ name, key, at: new Date(Date.UTC(2013, 11, 6, 0, minute)) });

/** A source as a verb is: what lies below a key, the newest first, so many at most. */
function source(kind: TimelineKind, all: Thing[]) {
  return (before: number | undefined, limit: number): Strand<Thing> => {
    const below = all.filter(({ key }) => before === undefined || key < before).sort((a, b) => b.key - a.key);
    return { kind, items: below.slice(0, limit), more: below.length > limit };
  };
}

function everyPage(sources: Partial<Record<TimelineKind, ReturnType<typeof source>>>, limit: number): string[][] {
  const pages: string[][] = [];
  for (let from: Position | null = {}; from !== null && pages.length < 50; ) {
    const position: Position = readPosition(writePosition(from));
    const merged = mergeNewest(Object.entries(sources).map(([kind, read]) => read(position[kind as TimelineKind], limit)), limit, position);
    pages.push(merged.items.map(({ name }) => name));
    from = merged.next;
  }
  return pages;
}

describe('a timeline', () => {
  const standing = source('standing', [thing('s1', 1, 0), thing('s2', 2, 30), thing('s3', 9, 31)]);
  const notice = source('notice', [thing('n1', 100, 10), thing('n2', 101, 20), thing('n3', 102, 40), thing('n4', 103, 50)]);

  it('tells everything once, newest first, whatever the length of a page', () => {
    for (const limit of [1, 2, 3, 7, 20]) {
      expect(everyPage({ standing, notice }, limit).flat(), `pages of ${limit}`).toEqual(['n4', 'n3', 's3', 's2', 'n2', 'n1', 's1']);
    }
  });

  it('ends where nothing is left, without an empty page after a full one', () => {
    expect(everyPage({ standing }, 3)).toEqual([['s3', 's2', 's1']]);
    expect(everyPage({}, 3)).toEqual([[]]);
  });

  it('keeps its place when something new happens between two pages', () => {
    const first = mergeNewest([notice(undefined, 2)], 2);
    const later = source('notice', [thing('n1', 100, 10), thing('n2', 101, 20), thing('n3', 102, 40), thing('n4', 103, 50), thing('n5', 104, 55)]);
    const second = mergeNewest([later(first.next?.notice, 2)], 2, first.next ?? {});
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['n4', 'n3', 'n2', 'n1']);
  });

  it('counts what is read whole from the oldest on', () => {
    const all = ['old', 'middle', 'new'].map((name, index) => ({ name, at: new Date(index * 1_000) }));
    const read = (list: typeof all, before?: number) => strandOf('record', list, ({ at }) => at, before, 2);
    expect(read(all).items.map(({ item, key }) => [item.name, key])).toEqual([['new', 3], ['middle', 2]]);
    expect(read([...all, { name: 'newest', at: new Date(9_000) }], 2).items.map(({ item }) => item.name)).toEqual(['old']);
  });

  it('reads no position out of what is none', () => {
    expect(readPosition('standing-12_notice-7')).toEqual({ standing: 12, notice: 7 });
    expect(readPosition('standing--1_what-3_notice-x')).toEqual({});
    expect(readPosition(undefined)).toEqual({});
  });
});
