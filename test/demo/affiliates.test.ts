import { readFileSync, statSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { affiliateRows } from '../../demo/make-affiliates.ts';
import { AFFILIATES_CSV, affiliatesOn, COLUMNS, DEMO_PORT, demoAffiliates, FOREIGN_MEMBER, KINDS, pidsFor, REPAIRABLE_KINDS } from '../../demo/web/index.ts';

const all = demoAffiliates();

describe('demo/affiliates.csv', () => {
  it('is what the generator writes, 2,000 rows in under 600 kB', () => {
    expect(readFileSync(AFFILIATES_CSV, 'utf8')).toBe(stringify(affiliateRows(), { header: true, columns: [...COLUMNS] }));
    expect(all).toHaveLength(2_000);
    expect(statSync(AFFILIATES_CSV).size).toBeLessThan(600_000);
  });

  it('names members, mails, kinds and scenes that an import accepts', () => {
    for (const { row } of all) {
      expect(row.member_id).toMatch(/^[1-9]\d{5,9}$/);
      expect(row.email).toMatch(/^[a-z0-9.]+@mail\.example$/);
      expect(['zh-CN', 'en']).toContain(row.locale);
      expect(['site', 'app', 'social', 'software', 'offline']).toContain(row.resource_kind);
      expect(['common', 'etao', 'offline_shop', 'offline_school', 'offline_factory', 'wechat_group', 'qq_group', 'other']).toContain(row.promotion_scene);
      expect(row.daily_uv).toMatch(/^\d*$/);
    }
    const members = new Map(all.map(({ row }) => [row.member_id, row]));
    expect(members.size).toBe(1_960);
    expect(new Set([...members.values()].map((row) => row.email)).size).toBe(members.size);
    for (const { row } of all) expect([row.name, row.email, row.locale]).toEqual([members.get(row.member_id)?.name, members.get(row.member_id)?.email, members.get(row.member_id)?.locale]);
  });

  it('gives every member PIDs of its own, none of them twice', () => {
    const seen = new Set<string>();
    for (const { row } of all) for (const pid of row.pids.split(';')) {
      expect(pid).toMatch(new RegExp(`^mm_${row.member_id}_\\d+_\\d+$`));
      expect(seen.has(pid), pid).toBe(false);
      seen.add(pid);
    }
    expect(all.some(({ memberId, host }) => memberId === FOREIGN_MEMBER && host?.name === 'shufang')).toBe(true);
  });

  it('points every site at a host of the web, with the PIDs that its pages show', () => {
    const keys = new Set<string>();
    for (const { row, host } of all) {
      keys.add(`${row.member_id} ${row.url}`);
      if (row.resource_kind !== 'site') continue;
      expect(host, row.url).not.toBeNull();
      expect(row.url).toBe(`http://${host?.host}:${DEMO_PORT}/m/${row.member_id}/`);
      expect(row.pids.split(';')).toEqual(pidsFor(row.member_id, host?.name ?? ''));
    }
    expect(keys.size).toBe(2_000);
  });

  it('lets about 40% pass, 8-12% break a rule, 3% stay unseen, and every kind of host have members', () => {
    const count = { pass: 0, low: 0, stop: 0, unverifiable: 0, offSite: 0 };
    for (const { host } of all) count[host ? KINDS[host.kind] : 'offSite']++;
    expect(count.pass / 2_000).toBeCloseTo(0.4, 1);
    expect(count.stop).toBeGreaterThan(160);
    expect(count.stop).toBeLessThan(240);
    expect(count.unverifiable).toBe(60);
    expect(count.low).toBeGreaterThan(count.stop * 3);
    expect(affiliatesOn(...REPAIRABLE_KINDS)).toHaveLength(count.low + count.stop);
    expect(new Set(all.flatMap(({ host }) => host ? [host.kind] : [])).size).toBe(Object.keys(KINDS).length);
  });
});
