/** Characters that mean the same percent-encoded or not (RFC 3986 unreserved). */
const UNRESERVED = /[A-Za-z0-9\-._~]/;
const NON_ASCII = /[^\x00-\x7f]+/g;

export interface RobotsRule {
  allow: boolean;
  /** As written in the file. */
  pattern: string;
  /** Normalised and split at `*`; literal `*` and `$` are percent-encoded. */
  parts: string[];
  anchored: boolean;
  /** Length that decides between rules (RFC 9309: the longest match wins). */
  length: number;
}

export interface Robots {
  rules: RobotsRule[];
  crawlDelayMs: number;
}

/**
 * Reads what a robots.txt (RFC 9309) says to one product token: the merged groups that name it, else those for `*`.
 * A group that names the token and has no rules allows everything.
 */
export function parseRobots(text: string, agent: string): Robots {
  const own: Robots = { rules: [], crawlDelayMs: 0 };
  const all: Robots = { rules: [], crawlDelayMs: 0 };
  let named = false;
  let group = { own: false, all: false, closed: true };
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [directive, value] = splitLine(line);
    if (directive === '') continue;
    const targets = [...(group.own ? [own] : []), ...(group.all ? [all] : [])];
    switch (directive) {
      case 'user-agent': {
        if (group.closed) group = { own: false, all: false, closed: false };
        if (/^\*(\s|$)/.test(value)) group.all = true;
        if (/^[a-z_-]*/i.exec(value)?.[0].toLowerCase() === agent.toLowerCase()) group.own = named = true;
        break;
      }
      case 'allow':
      case 'disallow': {
        group.closed = true;
        if (value === '') break;
        const rule = makeRule(directive === 'allow', value);
        for (const target of targets) target.rules.push(rule);
        break;
      }
      case 'crawl-delay': {
        const seconds = Number(value);
        if (value !== '' && seconds >= 0) for (const target of targets) target.crawlDelayMs = Math.max(target.crawlDelayMs, seconds * 1_000);
        break;
      }
    }
  }
  return named ? own : all;
}

/** Characters of a line that are read: longer ones are nobody's rule. */
const MAX_LINE = 4_096;

/** "Disallow: /a # why" → ["disallow", "/a"]. A missing colon is forgiven, as Google's parser does. By index, not by pattern: the text is a stranger's. */
function splitLine(line: string): [directive: string, value: string] {
  const short = line.slice(0, MAX_LINE);
  const hash = short.indexOf('#');
  const text = (hash < 0 ? short : short.slice(0, hash)).trim();
  const colon = text.indexOf(':');
  const space = text.search(/\s/);
  const end = colon >= 0 ? colon : space;
  return end < 0 ? ['', ''] : [text.slice(0, end).trim().toLowerCase(), text.slice(end + 1).trim()];
}

/** The longest matching rule decides; between equals, allow. `/robots.txt` itself is always allowed. */
export function matchRobots(robots: Robots, url: URL): { allowed: boolean; rule: string | null } {
  if (url.pathname === '/robots.txt') return { allowed: true, rule: null };
  const path = normalise(url.pathname + url.search).replaceAll('*', '%2A').replaceAll('$', '%24');
  let best: RobotsRule | null = null;
  for (const rule of robots.rules) {
    if (best && (rule.length < best.length || (rule.length === best.length && !rule.allow))) continue;
    if (matches(rule, path)) best = rule;
  }
  return best ? { allowed: best.allow, rule: `${best.allow ? 'Allow' : 'Disallow'}: ${best.pattern}` } : { allowed: true, rule: null };
}

/** What a robots.txt says of one URL. `crawlDelay` in seconds, null when none is asked for. */
export function robotsRule(text: string, agent: string, url: string): { allowed: boolean; rule: string | null; crawlDelay: number | null } {
  const robots = parseRobots(text, agent);
  return { ...matchRobots(robots, new URL(url)), crawlDelay: robots.crawlDelayMs === 0 ? null : robots.crawlDelayMs / 1_000 };
}

function makeRule(allow: boolean, pattern: string): RobotsRule {
  const anchored = pattern.endsWith('$');
  const body = normalise(anchored ? pattern.slice(0, -1) : pattern).replaceAll('$', '%24');
  return { allow, pattern, parts: body.split(/\*+/), anchored, length: body.length + (anchored ? 1 : 0) };
}

/** Leftmost matching of the parts is enough for globs and takes no backtracking. */
function matches(rule: RobotsRule, path: string): boolean {
  const [first = '', ...rest] = rule.parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = rule.anchored && rest.length > 0 ? rest.pop() : undefined;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!rule.anchored) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}

/** UTF-8 percent-encodes what is not ASCII, decodes what need not be encoded, and writes %xx in capitals. */
function normalise(path: string): string {
  return path.replace(NON_ASCII, (run) => Buffer.from(run).toString('hex').replace(/../g, '%$&')).replace(/%([0-9a-f]{2})/gi, (triplet, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(char) ? char : triplet.toUpperCase();
  });
}
