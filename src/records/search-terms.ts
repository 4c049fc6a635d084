/** What a searched text may mean; null or empty where it cannot be that. */
export interface Search {
  memberId: string | null;
  pid: { text: string; memberId: string } | null;
  /** Spellings of a whole host. */
  hosts: string[];
  hostPrefixes: string[];
  /** In lower case. */
  mail: string | null;
  name: string | null;
}

const NOTHING: Search = { memberId: null, pid: null, hosts: [], hostPrefixes: [], mail: null, name: null };
const PID = /^mm_(\d{1,15})(?:_\d{0,15}){0,2}$/i;
const HOST = /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,252}$/u;

/** Tells what was typed or pasted: `mm_…`, an address, a mail, digits, a host, a name; often it may be several. */
export function readSearch(text: string): Search {
  const lower = text.toLowerCase();
  if (lower === '') return NOTHING;
  const pid = PID.exec(lower);
  if (pid) return { ...NOTHING, pid: { text: lower, memberId: pid[1] ?? '' } };
  if (/^https?:\/\//.test(lower)) return { ...NOTHING, hosts: spellings(hostOf(lower)) };
  const name = text.length <= 200 ? lower : null;
  if (lower.includes('@')) return { ...NOTHING, mail: lower, name };
  const host = /[/:?#]/.test(lower) ? hostOf(`http://${lower}`) : HOST.test(lower) ? asciiHost(lower) : '';
  return {
    memberId: /^\d{1,15}$/.test(text) ? text : null,
    pid: null,
    hosts: spellings(host),
    hostPrefixes: host === '' || lower.includes('/') ? [] : host.startsWith('www.') ? [host] : [host, `www.${host}`],
    // Nobody's mail begins with what no mail may hold.
    mail: /^[\x21-\x7e]+$/.test(lower) ? lower : null,
    name,
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.+$/, '') : '';
}

/** As records keep it, in punycode; a half-typed one that is no host yet stays as it was typed. */
function asciiHost(text: string): string {
  return /^[\x21-\x7e]+$/.test(text) ? text : hostOf(`http://${text}`);
}

function spellings(host: string): string[] {
  if (host === '') return [];
  return host.startsWith('www.') ? [host, host.slice(4)] : [host, `www.${host}`];
}
