import { esc } from '../html.ts';
import type { HostKind } from '../kinds.ts';
import { clickUrl } from '../links.ts';
import { FOREIGN_MEMBER, pidsFor } from '../member.ts';
import type { Page, Twist } from './page.ts';

const target = (page: Page, pids: string[]) => clickUrl(pids[0] as string, `${page.host.name} ${page.view} auto`);
const landing = (page: Page) => page.view === 'home' || typeof page.view === 'number';
const GAMBLING = ['百家乐', '真人娱乐城', '六合彩开奖', '时时彩平台', '老虎机', '赌球网', '博彩公司', '皇冠开户'];

/** What each kind that looks honest does besides. The pages are those of a good site in all else. */
export const TWISTS: Partial<Record<HostKind, Twist>> = {
  'no-icp': { icp: false },
  gbk: { charset: 'utf-8' },
  'foreign-pid': { pids: (own, n) => n % 5 === 0 ? own[0] as string : pidsFor(FOREIGN_MEMBER, 'shufang')[0] as string },
  'stuffed-iframe': { foot: (page, pids) => landing(page) ? `<iframe src="${esc(target(page, pids))}" width="0" height="0" frameborder="0" style="display:none"></iframe>` : '' },
  'stuffed-img': { foot: (page, pids) => landing(page) ? `<img src="${esc(target(page, pids))}" width="1" height="1" style="position:absolute;left:-9999px" alt="">` : '' },
  'stuffed-script': { foot: (page, pids) => landing(page) ? `<script>document.write('<iframe src="${target(page, pids)}" width="0" height="0" style="visibility:hidden"></iframe>');</script>` : '' },
  'stuffed-css': { head: (page, pids) => landing(page) ? `<style>.top-banner{background:url("${target(page, pids)}") no-repeat -999px 0}</style>` : '', foot: (page) => landing(page) ? '<div class="top-banner"></div>' : '' },
  'redirect-meta': { head: (page, pids) => page.view === 'home' ? `<meta http-equiv="refresh" content="0;url=${esc(target(page, pids))}">` : '' },
  'redirect-js': { head: (page, pids) => page.view === 'home' ? `<script>window.location.href="${target(page, pids)}";</script>` : '' },
  hacked: { foot: (page) => page.view === 'home' ? `<div style="display:none">${GAMBLING.map((word, i) => `<a href="http://bet-${i + 1}.example/">${word}</a>`).join('')}</div>` : '' },
};
