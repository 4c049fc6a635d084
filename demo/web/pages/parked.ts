import { document } from '../html.ts';
import type { DemoHost } from '../hosts.ts';

/** A domain that nobody uses: for sale, with a parking feed's "related searches" and nothing of its own. */
export function parkedPage(host: DemoHost): string {
  const related = ['茶叶批发', '域名注册', '网站建设', '优惠券', '二手车', '贷款', '英语培训', '机票']
    .map((word) => `<li><a href="https://parking-feed.example/?query=${encodeURIComponent(word)}">${word}</a></li>`).join('\n');
  return document({
    lang: 'zh-CN', look: host.name, title: `${host.host} - 域名出售 This domain is for sale`,
    description: `${host.host} 域名正在出售。This domain may be for sale.`,
    head: '<meta name="robots" content="noindex"><script>var parking={"domain":"' + host.host + '","feed":"domain-parking"};</script>',
    body: `<h1>${host.host}</h1><p>您正在访问的域名正在出售,有意请联系米表。This domain is for sale. <a href="https://domain-broker.example/buy?domain=${host.host}">Buy this domain</a></p>
<h2>Related searches 相关搜索</h2><ul>${related}</ul><p>本页面由域名停放服务提供。This page is provided by a domain parking service.</p>`,
  });
}
