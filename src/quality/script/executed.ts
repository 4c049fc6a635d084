import type { Body } from './functions.ts';
import type { Token } from './lex.ts';

const LOAD_EVENTS = /^(?:on)?(?:load|DOMContentLoaded|pageshow|readystatechange|ready|error|complete)$/;
const LOAD_HANDLERS = /^on(?:load|pageshow|readystatechange|error)$/;
const RUNS_ARGUMENT = new Set(['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask', 'requestIdleCallback', '$', 'jQuery', 'ready', 'forEach', 'each']);
const LISTENS = new Set(['addEventListener', 'attachEvent', 'on', 'bind', 'one', 'load']);

/**
 * For each token: does it run by itself when the page loads? Function bodies run only when they are called at once, given to a timer
 * or a load event, or called by name from code that runs (`called`: from elsewhere on the page). Click handlers and functions that are only defined do not.
 */
export function markExecuted(tokens: Token[], partner: Int32Array, bodies: Body[], called: ReadonlySet<string>): Uint8Array {
  for (const body of bodies) body.executed = body.name !== null && called.has(body.name);
  const owner = owners(tokens.length, bodies);
  const byName = new Map<string, Body[]>();
  for (const body of bodies) if (body.name !== null) byName.set(body.name, [...(byName.get(body.name) ?? []).slice(-4), body]);
  const runs = (at: number): boolean => (owner[at] ?? -1) === -1 || bodies[owner[at] ?? -1]?.executed === true;
  const openParens = enclosing(tokens, partner);
  const uses = tokens.flatMap((token, i) => (token.kind === 'name' && byName.has(token.text) && isUse(tokens, openParens, i) ? [i] : []));
  for (let round = 0, changed = true; changed && round < 20; round++) {
    changed = false;
    for (const body of bodies) {
      if (!body.executed && runs(body.head) && startsAtOnce(tokens, partner, openParens, body)) changed = body.executed = true;
    }
    for (const at of uses) {
      if (!runs(at)) continue;
      for (const body of byName.get(tokens[at]?.text ?? '') ?? []) if (!body.executed) changed = body.executed = true;
    }
  }
  return Uint8Array.from(tokens, (_token, i) => (runs(i) ? 1 : 0));
}

/** Innermost function of each token; -1 at the top level. Bodies are nested or apart, never crossed. */
function owners(length: number, bodies: Body[]): Int32Array {
  const owner = new Int32Array(length).fill(-1);
  const order = bodies.map((body, index) => ({ body, index })).sort((a, b) => a.body.from - b.body.from || b.body.to - a.body.to);
  const stack: { index: number; to: number }[] = [];
  let next = 0;
  for (let i = 0; i < length; i++) {
    while (stack.length > 0 && (stack.at(-1)?.to ?? 0) <= i) stack.pop();
    for (let entry = order[next]; entry !== undefined && entry.body.from <= i; entry = order[++next]) if (entry.body.to > i) stack.push({ index: entry.index, to: entry.body.to });
    owner[i] = stack.at(-1)?.index ?? -1;
  }
  return owner;
}

/** For each token the position of the innermost `(` around it; -1 without one, or when a brace lies between. */
function enclosing(tokens: Token[], partner: Int32Array): Int32Array {
  const result = new Int32Array(tokens.length).fill(-1);
  const stack: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'punct' && /^[)\]}]$/.test(token.text) && partner[i] !== -1) stack.pop();
    const top = stack.at(-1);
    result[i] = top !== undefined && tokens[top]?.text === '(' ? top : -1;
    if (token.kind === 'punct' && /^[([{]$/.test(token.text) && partner[i] !== -1) stack.push(i);
  });
  return result;
}

function startsAtOnce(tokens: Token[], partner: Int32Array, openParens: Int32Array, body: Body): boolean {
  const before = tokens[body.head - 1]?.text === 'async' ? body.head - 2 : body.head - 1;
  if (tokens[before]?.text === '=' && LOAD_HANDLERS.test(tokens[before - 1]?.text ?? '')) return true;
  const open = openParens[body.head] ?? -1;
  const close = open === -1 ? -1 : (partner[open] ?? -1);
  const end = tokens[body.to]?.text === '}' ? body.to + 1 : body.to;
  const isDeclaration = tokens[body.head]?.text === 'function' && (before < 0 || /^[;{}]$/.test(tokens[before]?.text ?? ';'));
  if (tokens[body.head]?.text === 'function' && !isDeclaration && isCall(tokens, end)) return true;
  if (open !== -1 && end === close && before === open && isCall(tokens, close + 1) && !isCallee(tokens, open)) return true;
  return open !== -1 && (before === open || tokens[before]?.text === ',') && runsArgument(tokens, open);
}

const isCall = (tokens: Token[], at: number): boolean =>
  tokens[at]?.text === '(' || (tokens[at]?.text === '.' && /^(?:call|apply)$/.test(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.text === '(');

const isCallee = (tokens: Token[], open: number): boolean => tokens[open - 1]?.kind === 'name' && !/^(?:return|void|typeof|new)$/.test(tokens[open - 1]?.text ?? '');

function runsArgument(tokens: Token[], open: number): boolean {
  const callee = tokens[open - 1];
  if (callee?.kind !== 'name') return false;
  if (RUNS_ARGUMENT.has(callee.text)) return true;
  if (!LISTENS.has(callee.text)) return false;
  const event = tokens[open + 1];
  if (event?.kind === 'string') return LOAD_EVENTS.test(event.text);
  return callee.text === 'load' && event?.text === 'function';
}

/** `go()` and `setTimeout(go, …)`, `onload = go`, `addEventListener('load', go)`; not `x.go()`, not `function go()`. */
function isUse(tokens: Token[], openParens: Int32Array, at: number): boolean {
  const before = tokens[at - 1]?.text;
  const after = tokens[at + 1]?.text;
  if (before === 'function' || (before === '.' && !/^(?:window|self)$/.test(tokens[at - 2]?.text ?? ''))) return false;
  if (after === '(') return true;
  if (before === '=' && LOAD_HANDLERS.test(tokens[at - 2]?.text ?? '')) return true;
  const open = openParens[at] ?? -1;
  return open !== -1 && (before === '(' || before === ',') && (after === ',' || after === ')') && runsArgument(tokens, open);
}
