import { parseUrl } from '../hosts/url.ts';
import { type Dom, type El, isInside } from '../page/element.ts';
import { parseDom } from '../page/parse-dom.ts';
import { ownText } from '../page/text.ts';
import { baseOf } from '../page/view.ts';
import { type Effect, effectsOf } from '../script/effects.ts';
import { UNKNOWN } from '../script/fold.ts';
import { callsIn, collectVars, markPage, readProgram } from '../script/program.ts';
import { cssUrls } from './css-urls.ts';
import { elementLoads, isRunnable } from './element-loads.ts';
import type { Finding } from './finding.ts';
import { metaRefresh } from './meta-refresh.ts';

/** Handlers that fire without a person doing anything. */
const AUTOMATIC = ['onload', 'onerror', 'onpageshow', 'onreadystatechange', 'onbegin'] as const;
const NOSCRIPT = new Set(['noscript']);
const MAX_DEPTH = 3;
const MAX_FINDINGS = 20_000;

interface Place {
  base: string;
  /** The element of the real page that stands for everything inside written HTML. */
  el: El | null;
  via: string;
  depth: number;
  /** Inside a frame: a navigation of the frame itself loads, it does not take the visitor away. */
  framed: boolean;
  scripts: boolean;
}

/**
 * Everything a page loads or navigates to without a click, following scripts, HTML they write, srcdoc and data: frames.
 * Content of <noscript> counts (a visitor without scripts loads it); comments, <template>, <textarea>, <xmp> and text do not.
 */
export function findAutomatic(dom: Dom, pageUrl: string): Finding[] {
  const out: Finding[] = [];
  walk(dom, { base: baseOf(dom, pageUrl), el: null, via: '', depth: 0, framed: false, scripts: true }, out);
  return out;
}

function walk(dom: Dom, place: Place, out: Finding[]): void {
  const scripts: { el: El; code: string; via: string }[] = [];
  const add = (kind: Finding['kind'], url: string, el: El, via: string, document: boolean): void => {
    const absolute = parseUrl(url, place.base);
    if (absolute === null || out.length >= MAX_FINDINGS) return;
    if (/^https?:$/.test(absolute.protocol)) out.push({ kind: kind === 'navigate' && place.framed ? 'load' : kind, url: absolute.href, el: place.el ?? el, via: place.via + via, document });
  };
  for (const el of dom.elements) {
    if (el.inert) continue;
    for (const load of elementLoads(el)) {
      const start = load.url.trimStart().slice(0, 11).toLowerCase();
      if (!start.startsWith('javascript:') && !start.startsWith('data:')) add('load', load.url, el, load.via, load.document);
      else if (load.document) nested(load.url.trim(), el, place, scripts, out);
    }
    if (el.tag === 'iframe' && el.attrs['srcdoc'] !== undefined) inside(el.attrs['srcdoc'], { ...place, el: place.el ?? el, via: `${place.via}iframe srcdoc: `, framed: true, scripts: true }, out);
    const refresh = metaRefresh(el);
    if (refresh !== null) add('navigate', refresh, el, 'meta refresh', true);
    if (el.tag === 'style') for (const url of cssUrls(ownText(dom, el))) add('load', url, el, 'style url()', false);
    if (place.scripts && !isInside(el, NOSCRIPT) && isRunnable(el) && el.attrs['src'] === undefined) scripts.push({ el, code: ownText(dom, el), via: 'script: ' });
    for (const name of AUTOMATIC) if (el.attrs[name] !== undefined) scripts.push({ el, code: el.attrs[name], via: `${name}: ` });
  }
  runScripts(dom, scripts, place, out, add);
}

type Add = (kind: Finding['kind'], url: string, el: El, via: string, document: boolean) => void;

function runScripts(dom: Dom, scripts: { el: El; code: string; via: string }[], place: Place, out: Finding[], add: Add): void {
  const programs = scripts.map((script) => readProgram(script.code));
  markPage(programs, new Set(scripts.filter((script) => script.via !== 'script: ').flatMap((script) => callsIn(script.code))));
  const vars = collectVars(programs);
  programs.forEach((program, i) => {
    const script = scripts[i];
    if (script === undefined) return;
    for (const found of effectsOf(program, vars)) apply(found, script.el, script.via, dom, place, out, add);
  });
}

function apply(found: Effect, el: El, via: string, dom: Dom, place: Place, out: Finding[], add: Add): void {
  const below = { ...place, el: place.el ?? el, via: `${place.via}${via}${found.via} ` };
  switch (found.kind) {
    case 'navigate':
    case 'load':
      if (found.kind === 'navigate' && /^\s{0,20}javascript:/i.test(found.text)) inside(`<script>${decode(found.text.trim().slice(11))}</script>`, below, out);
      else for (const url of /^\s{0,20}(?:url\(|[\w-]{1,30}\s{0,5}:[^/])/i.test(found.text) ? cssUrls(found.text) : [found.text]) if (hostIsKnown(url)) add(found.kind, url, el, via + found.via, false);
      break;
    case 'write':
    case 'html':
      inside(found.text, { ...below, scripts: found.kind === 'write' }, out);
      break;
    case 'code':
      inside(`<script>${found.text}</script>`, below, out);
      break;
    case 'submit':
    case 'click': {
      const target = found.text.startsWith('#') ? targetOf(dom, found.kind, found.text.slice(1)) : found.text;
      if (target !== null && hostIsKnown(target)) add('navigate', target, el, via + found.via, true);
    }
  }
}

/** An unknown part in front of or inside the host says nothing about where the address leads. */
function hostIsKnown(url: string): boolean {
  const unknown = url.indexOf(UNKNOWN);
  if (unknown === -1) return true;
  return /^\s{0,20}(?:https?:)?\/\/[^/?#]{1,255}[/?#]/i.test(url.slice(0, unknown));
}

function targetOf(dom: Dom, kind: 'submit' | 'click', name: string): string | null {
  const [tag, attribute] = kind === 'submit' ? ['form', 'action'] : ['a', 'href'];
  const all = dom.elements.filter((el) => el.tag === tag && !el.inert);
  const wanted = all.filter((el) => name !== '' && (el.attrs['id'] === name || el.attrs['name'] === name || (el.attrs['class'] ?? '').split(/\s/).includes(name)));
  const index = /^\d{1,3}$/.test(name) ? all[Number(name)] : undefined;
  // Without a name only a page with a single form leaves no doubt about which is meant.
  const el = wanted[0] ?? index ?? (kind === 'submit' && all.length === 1 ? all[0] : undefined);
  return el?.attrs[attribute] ?? null;
}

function inside(html: string, place: Place, out: Finding[]): void {
  if (place.depth >= MAX_DEPTH || !/[<]/.test(html)) return;
  walk(parseDom(html.slice(0, 100_000)), { ...place, depth: place.depth + 1 }, out);
}

/** `<iframe src="javascript:…">` and `data:text/html,…`. */
function nested(url: string, el: El, place: Place, scripts: { el: El; code: string; via: string }[], out: Finding[]): void {
  if (/^javascript:/i.test(url)) {
    scripts.push({ el, code: decode(url.slice(11)), via: `${el.tag} src javascript: ` });
    return;
  }
  const data = /^data:text\/html([^,]{0,100}),/i.exec(url.slice(0, 200));
  if (data === null) return;
  const body = url.slice(data[0].length);
  const html = /;base64/i.test(data[1] ?? '') ? Buffer.from(body, 'base64').toString('utf8') : decode(body);
  inside(html, { ...place, el: place.el ?? el, via: `${place.via}data: frame: `, framed: true, scripts: true }, out);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
