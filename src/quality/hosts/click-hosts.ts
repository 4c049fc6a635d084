import { hostOf } from './url.ts';

/**
 * Hosts on which a request counts as a buyer's click and sets the affiliate's cookie.
 * item.taobao.com and detail.tmall.com are goods pages and do not belong here.
 * Source: the network's public link formats, collected in the glossary of the domain.
 */
export const clickHosts: readonly string[] = [
  's.click.taobao.com',
  's.click.tmall.com',
  'uland.taobao.com',
  'ai.taobao.com',
  'temai.taobao.com',
  're.taobao.com',
  'shi.taobao.com',
  'm.tb.cn',
  'e.tb.cn',
  'redirect.simba.taobao.com',
  'click.simba.taobao.com',
  'mclick.simba.taobao.com',
  'click.mz.simba.taobao.com',
  'click.tz.simba.taobao.com',
];

const known = new Set(clickHosts);

/** True for a click host, given as a host name, an absolute URL or a URL object; ports, trailing dots, case and user names do not matter. */
export function isClickHost(urlOrHost: string | URL): boolean {
  const host = hostOf(urlOrHost);
  return host !== null && known.has(host);
}
