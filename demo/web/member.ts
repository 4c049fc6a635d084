import { between, pick, seeded } from './random.ts';

const PROVINCES = ['京', '沪', '粤', '浙', '苏', '川', '鄂', '闽', '鲁', '湘', '渝', '陕'];

/** Whose PIDs the `foreign-pid` hosts show: a real member of affiliates.csv, on a good site. */
export const FOREIGN_MEMBER = '26641180';

/** The one to three PIDs that a member has on a host: the rule that affiliates.csv and the pages share. */
export function pidsFor(memberId: string, hostName: string): string[] {
  const random = seeded(`pid ${memberId} ${hostName}`);
  const site = between(random, 1_000_000, 9_999_999);
  const first = between(random, 10_000_000, 59_999_999);
  const count = pick(random, [1, 1, 1, 2, 2, 3]);
  return Array.from({ length: count }, (_, i) => `mm_${memberId}_${site}_${first + i * 7}`);
}

/** The ICP filing number that a member's pages show when they show one. */
export function icpFor(memberId: string): string {
  const random = seeded(`icp ${memberId}`);
  return `${pick(random, PROVINCES)}ICP备${String(between(random, 5_000_000, 13_999_999)).padStart(8, '0')}号-${between(random, 1, 4)}`;
}
