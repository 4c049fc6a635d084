import { isNetworkHost } from '../hosts/network-hosts.ts';
import { parseUrl } from '../hosts/url.ts';
import { isRunnable } from '../loads/element-loads.ts';
import type { El } from '../page/element.ts';
import { ownText } from '../page/text.ts';
import type { PageView } from '../page/view.ts';
import { lex } from '../script/lex.ts';

/** A PID where a click would use it. */
export interface PidUse {
  pid: string;
  /** First number of the PID. */
  memberId: string;
  page: PageView;
  el: El | null;
  /** The link, or the script that hands the PID to tkapi. */
  where: string;
}

const PID = /^mm_(\d{1,20})_(\d{1,20})_(\d{1,20})$/i;

/**
 * PIDs in a click context only: `pid`, `refpid`, `p`, `ali_trackid=2:mm_…` of links to the network's hosts, `pid: "mm_…"` handed to tkapi,
 * and where a jump page led. The bare pattern elsewhere also matches display advertising and is never used.
 */
export function findPids(page: PageView): PidUse[] {
  const uses = new Map<string, PidUse>();
  const add = (pid: string, el: El | null, where: string): void => {
    const match = PID.exec(pid.trim());
    const key = `${where} ${pid}`;
    if (match && !uses.has(key)) uses.set(key, { pid: match[0].toLowerCase(), memberId: match[1] ?? '', page, el, where });
  };
  for (const el of page.dom.elements) {
    if (el.inert || (el.tag !== 'a' && el.tag !== 'area')) continue;
    const url = linkOf(el, page.base);
    if (url !== null) for (const pid of pidsIn(url)) add(pid, el, url.href);
  }
  if (page.input.stoppedAt !== null) {
    const url = parseUrl(page.input.stoppedAt);
    if (url !== null) for (const pid of pidsIn(url)) add(pid, null, url.href);
  }
  if (/alimama|tkapi/i.test(page.input.html)) {
    for (const el of page.dom.elements) {
      if (!el.inert && isRunnable(el)) for (const pid of tkapiPids(ownText(page.dom, el))) add(pid, el, 'tkapi');
    }
  }
  return [...uses.values()];
}

function linkOf(el: El, base: string): URL | null {
  const href = el.attrs['href'];
  return href === undefined || !/mm_|mm%5f/i.test(href) ? null : parseUrl(href, base);
}

/** The PIDs that a click on this address would use; none unless it leads to the network. */
function pidsIn(url: URL): string[] {
  if (!/^https?:$/.test(url.protocol) || !isNetworkHost(url)) return [];
  const found: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (/^(?:pid|refpid|p)$/i.test(name)) found.push(value);
    else if (/^ali_trackid$/i.test(name)) found.push(/^2:(mm_\d{1,20}_\d{1,20}_\d{1,20})/i.exec(value.replace(/%3a/gi, ':'))?.[1] ?? '');
  }
  return found.filter((pid) => pid !== '');
}

function tkapiPids(script: string): string[] {
  if (!/mm_\d/i.test(script) || !/alimamatk|tkapi/i.test(script)) return [];
  const tokens = lex(script);
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1]?.text;
    const isPid = token.kind === 'string' && (before === ':' || before === '=') && tokens[i - 2]?.text.toLowerCase() === 'pid';
    return isPid ? [token.text] : [];
  });
}
