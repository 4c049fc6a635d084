import { between, pick, type Random } from './random.ts';
import { BANKS } from './text/common.ts';

type Part = string | readonly string[] | { low: number; high: number } | 'PRODUCT_SLOT';
const PRODUCT: Part = 'PRODUCT_SLOT';
const compiled = new Map<string, Part[]>();

/** Fills a template: `[a|b]` one of the choices, `{3~9}` a number, `{city}` a word of that bank, `{p}` the product. */
export function spin(random: Random, template: string, product: string): string {
  let parts = compiled.get(template);
  if (!parts) compiled.set(template, (parts = compile(template)));
  let text = '';
  for (const part of parts) {
    if (part === PRODUCT) text += product;
    else if (typeof part === 'string') text += part;
    else if ('low' in part) text += between(random, part.low, part.high);
    else text += pick(random, part);
  }
  return text;
}

function compile(template: string): Part[] {
  return template.split(/(\[[^\]]*\]|\{[^}]*\})/).filter(Boolean).map((piece) => {
    if (piece.startsWith('[')) return piece.slice(1, -1).split('|');
    if (!piece.startsWith('{')) return piece;
    const name = piece.slice(1, -1);
    if (name === 'p') return PRODUCT;
    const range = /^(\d+)~(\d+)$/.exec(name);
    if (range) return { low: Number(range[1]), high: Number(range[2]) };
    const bank = BANKS[name];
    if (!bank) throw new Error(`template names an unknown bank {${name}}: ${template}`);
    return bank;
  });
}
