import { type Token, unescapeString } from './lex.ts';

/** Stands for a part of a string that we cannot know; no host can contain it. */
export const UNKNOWN = '\u0000';
type Value = string | string[] | null;
interface Folded {
  value: Value;
  next: number;
}

const MAX_DEPTH = 24;
const MAX_TEXT = 100_000;
const NOTHING: Folded = { value: null, next: -1 };
const CONTINUES = /^(?:[-*/%?<>&|^=!]|&&|\|\||\?\?|[=!]==?)$/;

/**
 * The string that the expression at `at` makes, as far as it is constant: literals, `+`, known variables, unescape, decodeURI(Component),
 * atob, String.fromCharCode, concat, join, reverse, split, simple replace. Unknown parts become UNKNOWN; null when nothing is known.
 */
export function foldString(tokens: Token[], at: number, vars: ReadonlyMap<string, string>): string | null {
  const { value, next } = sum(tokens, at, vars, 0);
  const after = next === -1 ? undefined : tokens[next];
  if (after?.kind === 'punct' && CONTINUES.test(after.text)) return null;
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : null;
}

function sum(tokens: Token[], at: number, vars: ReadonlyMap<string, string>, depth: number): Folded {
  if (depth > MAX_DEPTH) return NOTHING;
  let { value, next } = operand(tokens, at, vars, depth);
  let known = value !== null;
  while (next !== -1 && tokens[next]?.text === '+' && tokens[next]?.kind === 'punct') {
    const right = operand(tokens, next + 1, vars, depth);
    known ||= right.value !== null;
    value = (plain(value) + plain(right.value)).slice(0, MAX_TEXT);
    next = right.next;
  }
  return { value: known ? value : null, next };
}

const plain = (value: Value): string => (value === null ? UNKNOWN : typeof value === 'string' ? value : value.join(','));

function operand(tokens: Token[], at: number, vars: ReadonlyMap<string, string>, depth: number): Folded {
  let { value, next } = primary(tokens, at, vars, depth);
  while (next !== -1) {
    const token = tokens[next];
    if (token?.kind !== 'punct') break;
    if (token.text === '.' || token.text === '?.') {
      const method = tokens[next + 1]?.text ?? '';
      if (tokens[next + 2]?.text !== '(') {
        value = null;
        next += 2;
        continue;
      }
      const args = list(tokens, next + 3, ')', vars, depth);
      value = call(value, method, args.value as Value[] | null, tokens[next + 3]);
      next = args.next;
    } else if (token.text === '[') {
      const index = Number(tokens[next + 1]?.text);
      const inside = list(tokens, next + 1, ']', vars, depth);
      value = Array.isArray(value) && Number.isInteger(index) ? (value[index] ?? null) : null;
      next = inside.next;
    } else if (token.text === '(') {
      value = null;
      next = list(tokens, next + 1, ')', vars, depth).next;
    } else break;
  }
  return { value, next };
}

const DECODERS: Record<string, (text: string) => string> = {
  unescape: (text) => text.replace(/%(?:u([\da-f]{4})|([\da-f]{2}))/gi, (_all, four?: string, two?: string) => String.fromCharCode(parseInt(four ?? two ?? '0', 16))),
  decodeURIComponent,
  decodeURI,
  encodeURI: (text) => text,
  atob: (text) => Buffer.from(text, 'base64').toString('latin1'),
  String: (text) => text,
};

function primary(tokens: Token[], at: number, vars: ReadonlyMap<string, string>, depth: number): Folded {
  const token = tokens[at];
  if (token === undefined) return NOTHING;
  switch (token.kind) {
    case 'string':
    case 'number':
      return { value: token.text, next: at + 1 };
    case 'template':
      return { value: unescapeString(token.text.replace(/\$\{([^{}]{0,200})\}/g, (_all, inside: string) => vars.get(inside.trim()) ?? UNKNOWN)), next: at + 1 };
    case 'regex':
      return { value: null, next: at + 1 };
    case 'punct': {
      if (token.text === '[') {
        const { value, next } = list(tokens, at + 1, ']', vars, depth);
        return { value: value === null ? null : (value as Value[]).map(plain), next };
      }
      if (token.text !== '(') return NOTHING;
      const inside = sum(tokens, at + 1, vars, depth + 1);
      return tokens[inside.next]?.text === ')' ? { value: inside.value, next: inside.next + 1 } : NOTHING;
    }
    case 'name':
      return named(tokens, at, vars, depth);
  }
}

function named(tokens: Token[], at: number, vars: ReadonlyMap<string, string>, depth: number): Folded {
  const name = tokens[at]?.text ?? '';
  if (name === 'window' && tokens[at + 1]?.text === '.') return named(tokens, at + 2, vars, depth);
  if (name === 'String' && tokens[at + 2]?.text === 'fromCharCode' && tokens[at + 3]?.text === '(') {
    const { value, next } = list(tokens, at + 4, ')', vars, depth);
    const codes = value === null ? [NaN] : (value as Value[]).map((code) => Number(code ?? NaN));
    return { value: codes.every((code) => code >= 0 && code < 65_536) ? String.fromCharCode(...codes) : null, next };
  }
  if (tokens[at + 1]?.text === '(' && tokens[at + 1]?.kind === 'punct') {
    const { value, next } = list(tokens, at + 2, ')', vars, depth);
    const first = value?.[0];
    const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
    return { value: decode && typeof first === 'string' ? attempt(decode, first) : null, next };
  }
  return { value: vars.get(name) ?? null, next: at + 1 };
}

function attempt(decode: (text: string) => string, text: string): string | null {
  try {
    return decode(text);
  } catch {
    return null;
  }
}

/** The folded parts of `a, b, c` up to the closing bracket; `next` lies behind it, or is -1 when a part is no simple expression. */
function list(tokens: Token[], at: number, close: string, vars: ReadonlyMap<string, string>, depth: number): { value: Value[] | null; next: number } {
  const values: Value[] = [];
  let next = at;
  while (next < tokens.length && values.length < 10_000) {
    if (tokens[next]?.text === close && tokens[next]?.kind === 'punct') return { value: values, next: next + 1 };
    const part = sum(tokens, next, vars, depth + 1);
    if (part.next === -1) break;
    values.push(part.value);
    next = part.next;
    if (tokens[next]?.text === ',') next += 1;
    else if (tokens[next]?.text !== close) break;
  }
  return { value: null, next: -1 };
}

function call(on: Value, method: string, args: Value[] | null, firstToken: Token | undefined): Value {
  if (on === null || args === null) return null;
  const [first, second] = args;
  if (Array.isArray(on)) {
    if (method === 'join') return on.join(typeof first === 'string' ? first : ',');
    return method === 'reverse' ? on.toReversed() : null;
  }
  if (method === 'concat') return on + args.map(plain).join('');
  if (method === 'split' && typeof first === 'string') return on.split(first).slice(0, 10_000);
  if (method === 'toString' || method === 'trim' || method === 'toLowerCase' || method === 'valueOf') return on;
  if (method === 'replace' || method === 'replaceAll') {
    const literal = firstToken?.kind === 'regex' ? /^\/((?:[\w #@|~-]|\\[^\w]){1,20})\/(g?)i?$/.exec(firstToken.text) : null;
    const from = typeof first === 'string' ? first : literal?.[1]?.replace(/\\/g, '');
    if (from === undefined || from.includes('|') || typeof second !== 'string') return null;
    return literal?.[2] || method === 'replaceAll' ? on.split(from).join(second) : on.replace(from, () => second);
  }
  return null;
}
