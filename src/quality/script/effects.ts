import { foldString } from './fold.ts';
import type { Program } from './program.ts';
import type { Token } from './lex.ts';

/** Something that a script does without a click. `text` is folded: an address, HTML, or code; UNKNOWN stands for unknown parts. */
export interface Effect {
  kind: 'navigate' | 'load' | 'html' | 'write' | 'code' | 'submit' | 'click';
  text: string;
  /** The statement as the reader knows it, such as `location.href =`. */
  via: string;
}

const WINDOWS = new Set(['window', 'self', 'top', 'parent', 'document', 'this', 'globalThis', 'frames', 'opener']);
const LOADING_PROPERTIES = new Set(['src', 'srcset', 'background', 'poster', 'backgroundImage', 'cssText']);
const MAX_EFFECTS = 500;

/** Everything that running tokens navigate to, load, write or run. Pure: nothing of the script is executed. */
export function effectsOf(program: Program, vars: ReadonlyMap<string, string>): Effect[] {
  const { tokens, executed, guarded } = program;
  const properties = new Map<string, string>();
  const effects: Effect[] = [];
  for (let i = 0; i < tokens.length && effects.length < MAX_EFFECTS; i++) {
    const token = tokens[i];
    if (token === undefined || executed[i] !== 1 || guarded[i] === 1 || (token.kind !== 'name' && token.kind !== 'string')) continue;
    const found = token.kind === 'name' ? (navigation(tokens, i, vars) ?? assignment(tokens, i, vars, properties) ?? invocation(tokens, i, vars, properties)) : bracketed(tokens, i, vars);
    if (found !== null) effects.push(found);
  }
  return effects;
}

const isPunct = (token: Token | undefined, text: string): boolean => token?.kind === 'punct' && token.text === text;

function effect(kind: Effect['kind'], text: string | null, via: string): Effect | null {
  return text === null || text === '' ? null : { kind, text, via };
}

/** `location = …`, `top.location.href = …`, `location.replace(…)`, `window.open(…)`; `frame.contentWindow.location` is a load. */
function navigation(tokens: Token[], i: number, vars: ReadonlyMap<string, string>): Effect | null {
  const name = tokens[i]?.text;
  if (name === 'open' && isPunct(tokens[i + 1], '(') && (!isPunct(tokens[i - 1], '.') || WINDOWS.has(tokens[i - 2]?.text ?? '')) && tokens[i - 1]?.text !== 'function' && tokens[i - 2]?.text !== 'document') {
    return effect('navigate', foldString(tokens, i + 2, vars), 'window.open()');
  }
  if (name !== 'location' || /^(?:var|let|const|function)$/.test(tokens[i - 1]?.text ?? '')) return null;
  const owner = isPunct(tokens[i - 1], '.') ? (tokens[i - 2]?.text ?? '') : 'window';
  const kind = WINDOWS.has(owner) ? 'navigate' : owner === 'contentWindow' ? 'load' : null;
  return kind === null ? null : locationUse(tokens, i + 1, vars, kind);
}

function locationUse(tokens: Token[], next: number, vars: ReadonlyMap<string, string>, kind: 'navigate' | 'load'): Effect | null {
  if (isPunct(tokens[next], '=')) return effect(kind, foldString(tokens, next + 1, vars), 'location =');
  if (isPunct(tokens[next], '[') && isPunct(tokens[next + 2], ']')) {
    const key = tokens[next + 1]?.text;
    if (key === 'href' && isPunct(tokens[next + 3], '=')) return effect(kind, foldString(tokens, next + 4, vars), "location['href'] =");
    if ((key === 'replace' || key === 'assign') && isPunct(tokens[next + 3], '(')) return effect(kind, foldString(tokens, next + 4, vars), `location['${key}']()`);
  }
  if (!isPunct(tokens[next], '.')) return null;
  const member = tokens[next + 1]?.text;
  if (member === 'href' && isPunct(tokens[next + 2], '=')) return effect(kind, foldString(tokens, next + 3, vars), 'location.href =');
  if ((member === 'replace' || member === 'assign') && isPunct(tokens[next + 2], '(')) return effect(kind, foldString(tokens, next + 3, vars), `location.${member}()`);
  return null;
}

/** `window['location'] = …` and `img['src'] = …`. */
function bracketed(tokens: Token[], i: number, vars: ReadonlyMap<string, string>): Effect | null {
  if (!isPunct(tokens[i - 1], '[') || !isPunct(tokens[i + 1], ']')) return null;
  const key = tokens[i]?.text ?? '';
  if (key === 'location' && WINDOWS.has(tokens[i - 2]?.text ?? '')) return locationUse(tokens, i + 2, vars, 'navigate');
  if (LOADING_PROPERTIES.has(key) && isPunct(tokens[i + 2], '=')) return effect('load', foldString(tokens, i + 3, vars), `${key} =`);
  return null;
}

/** `x.src = …`, `x.innerHTML = …`; remembers `form.action` and `anchor.href` for a later submit() or click(). */
function assignment(tokens: Token[], i: number, vars: ReadonlyMap<string, string>, properties: Map<string, string>): Effect | null {
  const adds = isPunct(tokens[i + 1], '+=');
  if (!isPunct(tokens[i - 1], '.') || !(isPunct(tokens[i + 1], '=') || adds)) return null;
  const name = tokens[i]?.text ?? '';
  if (name === 'innerHTML' || name === 'outerHTML' || name === 'srcdoc') return effect('html', foldString(tokens, i + 2, vars), `${name} =`);
  if (adds) return null;
  if (LOADING_PROPERTIES.has(name)) return effect('load', foldString(tokens, i + 2, vars), `${name} =`);
  if ((name === 'href' || name === 'action') && tokens[i - 2]?.kind === 'name') {
    const value = foldString(tokens, i + 2, vars);
    if (value !== null) properties.set(tokens[i - 2]?.text ?? '', value);
  }
  return null;
}

function invocation(tokens: Token[], i: number, vars: ReadonlyMap<string, string>, properties: ReadonlyMap<string, string>): Effect | null {
  if (!isPunct(tokens[i + 1], '(') || tokens[i - 1]?.text === 'function') return null;
  const name = tokens[i]?.text ?? '';
  const owner = isPunct(tokens[i - 1], '.') ? (tokens[i - 2]?.text ?? '') : null;
  const argument = (start: number): string | null => foldString(tokens, start, vars);
  switch (name) {
    case 'write':
    case 'writeln':
      return owner === 'document' ? effect('write', allArguments(tokens, i + 2, vars), `document.${name}()`) : null;
    case 'append':
    case 'prepend':
    case 'html':
    case 'after':
    case 'before':
    case '$':
    case 'jQuery': {
      const text = argument(i + 2);
      return text?.includes('<') ? effect('write', text, `${name}()`) : null;
    }
    case 'insertAdjacentHTML':
      return isPunct(tokens[i + 3], ',') ? effect('html', argument(i + 4), 'insertAdjacentHTML()') : null;
    case 'setAttribute':
    case 'attr':
    case 'prop':
      return LOADING_PROPERTIES.has(tokens[i + 2]?.text ?? '') && isPunct(tokens[i + 3], ',') ? effect('load', argument(i + 4), `${name}('${tokens[i + 2]?.text ?? ''}')`) : null;
    case 'fetch':
      return owner === null || WINDOWS.has(owner) ? effect('load', argument(i + 2), 'fetch()') : null;
    case 'sendBeacon':
    case 'getScript':
    case 'importScripts':
      return effect('load', argument(i + 2), `${name}()`);
    case 'open':
      return /^(?:GET|POST|HEAD)$/i.test(tokens[i + 2]?.text ?? '') && isPunct(tokens[i + 3], ',') ? effect('load', argument(i + 4), 'XMLHttpRequest.open()') : null;
    case 'get':
    case 'post':
      return owner === '$' || owner === 'jQuery' ? effect('load', argument(i + 2), `$.${name}()`) : null;
    case 'setTimeout':
    case 'setInterval':
    case 'eval':
    case 'execScript':
      return tokens[i + 2]?.text === 'function' ? null : effect('code', argument(i + 2), `${name}()`);
    case 'submit':
    case 'click':
      return isPunct(tokens[i + 2], ')') ? effect(name, properties.get(owner ?? '') ?? `#${targetName(tokens, i)}`, `${name}()`) : null;
    default:
      return null;
  }
}

function allArguments(tokens: Token[], from: number, vars: ReadonlyMap<string, string>): string | null {
  const parts: string[] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i < tokens.length && i - from < 2_000; i++) {
    const token = tokens[i];
    if (token?.kind !== 'punct') continue;
    if (/^[([{]$/.test(token.text)) depth += 1;
    else if (/^[)\]}]$/.test(token.text)) depth -= 1;
    if (depth < 0 || (depth === 0 && token.text === ',')) {
      parts.push(foldString(tokens, start, vars) ?? '');
      start = i + 1;
    }
    if (depth < 0) break;
  }
  return parts.join('');
}

/** What `X.submit()` and `X.click()` are called on: the id or name in getElementById('X'), $('#X'), forms['X'], document.X; '' = unknown. */
function targetName(tokens: Token[], i: number): string {
  const before = tokens[i - 2];
  if (isPunct(before, ')') && tokens[i - 3]?.kind === 'string') return (tokens[i - 3]?.text ?? '').replace(/^[#.]/, '');
  if (isPunct(before, ']')) return tokens[i - 3]?.text ?? '';
  if (before?.kind === 'name' && isPunct(tokens[i - 3], '.') && /^(?:document|forms)$/.test(tokens[i - 4]?.text ?? '')) return before.text;
  return before?.kind === 'name' ? (elementIn(tokens, before.text) ?? '') : '';
}

/** The id in `name = document.getElementById('id')`. */
function elementIn(tokens: Token[], name: string): string | null {
  const at = tokens.findIndex((token, i) => token.kind === 'name' && token.text === name && isPunct(tokens[i + 1], '=') && tokens[i + 2]?.text === 'document' && tokens[i + 6]?.kind === 'string');
  return at === -1 ? null : (tokens[at + 6]?.text ?? '').replace(/^#/, '');
}
