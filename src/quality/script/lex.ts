export interface Token {
  /** `name` also covers keywords; `template` is a template literal. */
  kind: 'name' | 'string' | 'template' | 'number' | 'regex' | 'punct';
  text: string;
  /** Position in the script. */
  at: number;
}

/** Scripts longer than this (bundles) are read up to here; tokens beyond the cap are not looked at. */
export const LEX_LIMITS = { chars: 1_000_000, tokens: 250_000 } as const;

const TOKEN =
  /(\s+|\/\/[^\n\r\u2028\u2029]*|<!--[^\n\r]*)|(\/\*)|([\p{L}$_][\p{L}\p{N}$_]*)|(0[xX][\da-fA-F]+|\d+(?:\.\d+)?)|(["'`])|(=>|[=!]==?|\+=|\+\+|--|&&|\|\||\?\?|\?\.|[^])/uy;
const STRING_END: Record<string, RegExp> = {
  '"': /[^"\\\n\r]*(?:\\(?:\r\n|[^])[^"\\\n\r]*)*/y,
  "'": /[^'\\\n\r]*(?:\\(?:\r\n|[^])[^'\\\n\r]*)*/y,
  '`': /[^`\\]*(?:\\[^][^`\\]*)*/y,
};
const REGEX = /\/(?:[^/\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+\/[a-z]*/y;
const BEFORE_REGEX = /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do)$/;

/** Splits a script into tokens, comments and white space dropped. Never throws: what it cannot read becomes punctuation. */
export function lex(script: string): Token[] {
  const source = script.length > LEX_LIMITS.chars ? script.slice(0, LEX_LIMITS.chars) : script;
  const tokens: Token[] = [];
  let at = 0;
  let noRegexBefore = 0;
  while (at < source.length && tokens.length < LEX_LIMITS.tokens) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) break;
    const [whole, blank, comment, name, number, quote] = match;
    const from = at;
    at += whole.length;
    if (blank !== undefined) continue;
    if (comment !== undefined) {
      const end = source.indexOf('*/', at);
      at = end === -1 ? source.length : end + 2;
    } else if (name !== undefined) tokens.push({ kind: 'name', text: name, at: from });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: from });
    else if (quote !== undefined) {
      const end = STRING_END[quote] as RegExp;
      end.lastIndex = at;
      const body = end.exec(source)?.[0] ?? '';
      at += body.length + 1;
      tokens.push({ kind: quote === '`' ? 'template' : 'string', text: quote === '`' ? body : unescapeString(body), at: from });
    } else if (whole === '/' && from >= noRegexBefore && regexMayStart(tokens.at(-1))) {
      REGEX.lastIndex = from;
      const regex = REGEX.exec(source);
      if (regex) {
        at = from + regex[0].length;
        tokens.push({ kind: 'regex', text: regex[0], at: from });
      } else {
        // Not tried again on this line: keeps a row of slashes linear.
        const newline = source.indexOf('\n', from);
        noRegexBefore = newline === -1 ? source.length : newline;
        tokens.push({ kind: 'punct', text: '/', at: from });
      }
    } else tokens.push({ kind: 'punct', text: whole, at: from });
  }
  return tokens;
}

function regexMayStart(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'name') return BEFORE_REGEX.test(before.text);
  return before.kind === 'punct' && !/^[)\]}]$/.test(before.text);
}

const SIMPLE: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** The value of a string literal's inside: \xNN, \uNNNN, \u{N}, line continuations and the one-letter escapes. */
export function unescapeString(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|([0-7]{1,3})|(\r\n|[^]))/g, (_all, hex?: string, four?: string, braces?: string, octal?: string, one?: string) => {
    const code = hex ?? four ?? braces;
    if (code !== undefined) return parseInt(code, 16) > 0x10ffff ? '' : String.fromCodePoint(parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    return one === '\n' || one === '\r\n' ? '' : (SIMPLE[one ?? ''] ?? one ?? '');
  });
}
