import type { El } from '../page/element.ts';
import { cssUrls } from './css-urls.ts';

/** Addresses (as written) that a browser fetches when it meets the element, without any click. */
export interface ElementLoad {
  url: string;
  via: string;
  document: boolean;
}

const ATTRIBUTES: Record<string, readonly string[]> = {
  iframe: ['src'],
  frame: ['src'],
  img: ['src', 'lowsrc', 'dynsrc'],
  script: ['src'],
  embed: ['src'],
  object: ['data', 'classid'],
  video: ['src', 'poster'],
  audio: ['src'],
  source: ['src'],
  track: ['src'],
  bgsound: ['src'],
  portal: ['src'],
  image: ['href', 'xlink:href'],
  use: ['href', 'xlink:href'],
  feimage: ['href', 'xlink:href'],
};
/** Link relations that fetch; dns-prefetch, preconnect, canonical and alternate do not. */
const LOADING_RELS = /(?:^|\s)(?:stylesheet|prefetch|preload|modulepreload|prerender|icon|apple-touch-icon|manifest|import)(?:\s|$)/i;
const SCRIPT_TYPES = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script(?:;.{0,40})?)$/i;
const DOCUMENTS = new Set(['iframe', 'frame', 'embed', 'object', 'portal']);

/** True for scripts that a browser runs; templates and JSON are data. */
export function isRunnable(el: El): boolean {
  return el.tag === 'script' && SCRIPT_TYPES.test((el.attrs['type'] ?? '').trim());
}

/** `data-src` is not looked at: it loads only when some script says so, and nobody else can know whether that ever runs. */
export function elementLoads(el: El): ElementLoad[] {
  const loads: ElementLoad[] = [];
  const add = (url: string | undefined, name: string): void => {
    if (url !== undefined && url.trim() !== '') loads.push({ url, via: `${el.tag} ${name}`, document: DOCUMENTS.has(el.tag) });
  };
  if (el.tag !== 'script' || isRunnable(el)) for (const name of ATTRIBUTES[el.tag] ?? []) add(el.attrs[name], name);
  if (el.tag === 'link' && LOADING_RELS.test(el.attrs['rel'] ?? '')) {
    add(el.attrs['href'], `rel=${(el.attrs['rel'] ?? '').slice(0, 40)}`);
    for (const url of srcset(el.attrs['imagesrcset'])) add(url, 'imagesrcset');
  }
  if (el.tag === 'img' || el.tag === 'source') for (const url of srcset(el.attrs['srcset'])) add(url, 'srcset');
  if (el.tag === 'input' && /^\s*image\s*$/i.test(el.attrs['type'] ?? '')) add(el.attrs['src'], 'src');
  if (el.tag === 'param' && /^(?:movie|src|url)$/i.test(el.attrs['name'] ?? '')) add(el.attrs['value'], 'value');
  if (/^(?:body|table|td|th|tr|tbody|thead)$/.test(el.tag)) add(el.attrs['background'], 'background');
  for (const url of cssUrls(el.attrs['style'] ?? '')) add(url, 'style url()');
  return loads;
}

function srcset(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(/,\s|\s,|\s/).filter((part) => part.includes('/')).map((part) => part.replace(/^,|,$/g, ''));
}
