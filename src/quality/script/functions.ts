import type { Token } from './lex.ts';

/** A function body inside a script; `from` and `to` are token positions of its inside (`to` is not part of it). */
export interface Body {
  /** Where the function expression begins (`function`, the parameters of an arrow). */
  head: number;
  from: number;
  to: number;
  /** Names that it goes by: declared, or the variable that it was assigned to. */
  name: string | null;
  executed: boolean;
}

const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'function', 'return', 'typeof']);

/** For each bracket the position of its partner; -1 when there is none. */
export function matchBrackets(tokens: Token[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'punct') return;
    if (token.text === '(' || token.text === '[' || token.text === '{') open.push(i);
    else if (token.text === ')' || token.text === ']' || token.text === '}') {
      const from = open.pop();
      if (from === undefined) return;
      partner[from] = i;
      partner[i] = from;
    }
  });
  return partner;
}

/** Every function of a script: declarations, expressions, arrows and shorthand methods. */
export function findBodies(tokens: Token[], partner: Int32Array): Body[] {
  const bodies: Body[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'punct' && token.text === '{') {
      const close = i - 1;
      const open = tokens[close]?.text === ')' ? (partner[close] ?? -1) : -1;
      if (open > 0) {
        const head = headOf(tokens, open);
        if (head !== -1) bodies.push(bodyAt(tokens, partner, head, i));
      }
    } else if (token.text === '=>' && token.kind === 'punct') {
      const before = i - 1;
      const head = tokens[before]?.text === ')' ? (partner[before] ?? before) : before;
      if (tokens[i + 1]?.text === '{') bodies.push(bodyAt(tokens, partner, head, i + 1));
      else bodies.push({ head, from: i + 1, to: endOfExpression(tokens, partner, i + 1), name: assignedName(tokens, head), executed: false });
    }
  });
  return bodies;
}

function headOf(tokens: Token[], open: number): number {
  const before = tokens[open - 1];
  if (before?.text === 'function') return open - 1;
  if (before?.text === '*' && tokens[open - 2]?.text === 'function') return open - 2;
  if (before?.kind !== 'name') return -1;
  if (tokens[open - 2]?.text === 'function') return open - 2;
  return CONTROL.has(before.text) ? -1 : open - 1;
}

function bodyAt(tokens: Token[], partner: Int32Array, head: number, brace: number): Body {
  const to = partner[brace] === -1 ? tokens.length : (partner[brace] ?? tokens.length);
  const own = tokens[head]?.text === 'function' && tokens[head + 1]?.kind === 'name' ? (tokens[head + 1]?.text ?? null) : null;
  return { head, from: brace + 1, to, name: own ?? assignedName(tokens, head), executed: false };
}

function assignedName(tokens: Token[], head: number): string | null {
  const at = tokens[head - 1]?.text === 'async' ? head - 1 : head;
  if (tokens[at - 1]?.text !== '=' || tokens[at - 2]?.kind !== 'name') return null;
  return tokens[at - 3]?.text === '.' && tokens[at - 4]?.text !== 'window' ? null : (tokens[at - 2]?.text ?? null);
}

function endOfExpression(tokens: Token[], partner: Int32Array, from: number): number {
  let i = from;
  while (i < tokens.length) {
    const token = tokens[i];
    if (token?.kind === 'punct') {
      if (token.text === ';' || token.text === ',' || token.text === ')' || token.text === ']' || token.text === '}') return i;
      const to = partner[i] ?? -1;
      if (to > i) i = to;
    }
    i += 1;
  }
  return tokens.length;
}
