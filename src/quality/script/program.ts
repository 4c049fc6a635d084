import { markExecuted } from './executed.ts';
import { type Body, findBodies, matchBrackets } from './functions.ts';
import { foldString } from './fold.ts';
import { lex, type Token } from './lex.ts';

/** A script taken apart, with what is known about it. */
export interface Program {
  tokens: Token[];
  partner: Int32Array;
  bodies: Body[];
  /** 1 for tokens that run by themselves. */
  executed: Uint8Array;
  /** 1 for tokens behind `if (confirm(…))` or `if (false)`: a person agreed, or nobody gets there. */
  guarded: Uint8Array;
}

export function readProgram(script: string): Program {
  const tokens = lex(script);
  const partner = matchBrackets(tokens);
  return { tokens, partner, bodies: findBodies(tokens, partner), executed: new Uint8Array(0), guarded: guards(tokens, partner) };
}

/** Marks what runs, again and again until calls between the scripts of the page add nothing new (three rounds at most). */
export function markPage(programs: Program[], calledFirst: ReadonlySet<string>): void {
  const defined = new Set(programs.flatMap((program) => program.bodies.flatMap((body) => (body.name === null ? [] : [body.name]))));
  const called = new Set(calledFirst);
  for (let round = 0, before = -1; round < 3 && before !== called.size; round++) {
    before = called.size;
    for (const program of programs) {
      program.executed = markExecuted(program.tokens, program.partner, program.bodies, called);
      if (defined.size > 0) program.tokens.forEach((token, i) => addCalls(program, token, i, defined, called));
    }
  }
}

function addCalls({ tokens, executed }: Program, token: Token, i: number, defined: ReadonlySet<string>, called: Set<string>): void {
  if (executed[i] !== 1) return;
  if (token.kind === 'name' && defined.has(token.text) && tokens[i + 1]?.text === '(' && tokens[i - 1]?.text !== 'function' && tokens[i - 1]?.text !== '.') called.add(token.text);
  if (token.kind === 'string' && tokens[i - 1]?.text === '(' && /^set(?:Timeout|Interval)$/.test(tokens[i - 2]?.text ?? '')) for (const name of callsIn(token.text)) if (defined.has(name)) called.add(name);
}

/** Names that a piece of code calls, as in onload="go()" and setTimeout("go()", 1). */
export function callsIn(code: string): string[] {
  return [...code.slice(0, 2_000).matchAll(/(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,5}\(/g)].map((match) => match[1] ?? '');
}

/** Variables that hold one known string; a name that is given two different ones is unknown. */
export function collectVars(programs: Program[]): Map<string, string> {
  const vars = new Map<string, string>();
  const torn = new Set<string>();
  for (const { tokens } of programs) {
    tokens.forEach((token, i) => {
      if (token.kind !== 'name' || tokens[i + 1]?.text !== '=' || tokens[i + 1]?.kind !== 'punct') return;
      if (tokens[i - 1]?.text === '.' && tokens[i - 2]?.text !== 'window') return;
      const value = foldString(tokens, i + 2, vars);
      const before = vars.get(token.text);
      if (value === null || torn.has(token.text) || (before !== undefined && before !== value)) {
        torn.add(token.text);
        vars.delete(token.text);
      } else vars.set(token.text, value);
    });
  }
  return vars;
}

function guards(tokens: Token[], partner: Int32Array): Uint8Array {
  const guarded = new Uint8Array(tokens.length);
  tokens.forEach((token, i) => {
    if (token.kind !== 'name') return;
    if (token.text === 'if' && tokens[i + 1]?.text === '(') {
      const close = partner[i + 1] ?? -1;
      if (close === -1 || close - i > 200) return;
      const condition = tokens.slice(i + 2, close);
      const asks = condition.some((part) => part.kind === 'name' && /^(?:confirm|prompt)$/.test(part.text));
      const never = condition.length === 1 && /^(?:false|0)$/.test(condition[0]?.text ?? '');
      if (asks || never) guarded.fill(1, close + 1, endOfStatement(tokens, partner, close + 1));
    } else if (/^(?:confirm|prompt)$/.test(token.text) && tokens[i + 1]?.text === '(') guarded.fill(1, i, endOfStatement(tokens, partner, i));
  });
  return guarded;
}

function endOfStatement(tokens: Token[], partner: Int32Array, from: number): number {
  if (tokens[from]?.text === '{') return partner[from] === -1 ? tokens.length : (partner[from] ?? from) + 1;
  for (let i = from; i < tokens.length; i++) {
    const text = tokens[i]?.kind === 'punct' ? tokens[i]?.text : '';
    if (text === ';' || text === '}') return i;
    const to = partner[i] ?? -1;
    if (to > i) i = to;
  }
  return tokens.length;
}
