import { linksOf } from '../hosts/links.ts';
import type { Signal } from '../rule.ts';
import { median } from './median.ts';

/** Median share of affiliate links among the links that leave the site, 0..1; unknown without such links. */
export const affiliateLinkShare: Signal = {
  code: 'affiliate_link_share',
  subScore: 'links',
  unit: 'share',
  title: { 'zh-CN': '推广链接占站外链接比例', en: 'Affiliate share of outbound links' },
  measure: (site) => {
    const shares = site.content.map((page) => {
      const outbound = linksOf(site, page).filter((link) => link.kind !== 'own');
      return outbound.length === 0 ? null : outbound.filter((link) => link.kind === 'affiliate').length / outbound.length;
    });
    return median(shares);
  },
};
