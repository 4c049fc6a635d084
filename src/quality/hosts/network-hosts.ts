import { hostOf } from './url.ts';

const domains = ['taobao.com', 'tmall.com', 'tmall.hk', 'alimama.com', 'alimama.cn', 'tb.cn', 'etao.com'];

/** True for any host of the network: click hosts, goods pages, shops. Tanx (display advertising) is not one of them. */
export function isNetworkHost(urlOrHost: string | URL): boolean {
  const host = hostOf(urlOrHost);
  return host !== null && domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
