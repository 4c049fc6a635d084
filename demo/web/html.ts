import { hash } from './random.ts';

/** Text that is safe inside an element or a quoted attribute. */
export function esc(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string);
}

export interface Shell {
  lang: string;
  title: string;
  description: string;
  /** Chooses colours and layout: one look a host. */
  look: string;
  body: string;
  /** What the `meta charset` says, true or not. */
  charset?: string;
  /** More of the head: how some kinds cheat. */
  head?: string;
}

const COLOURS = [['#b3541e', '#fff8f2'], ['#1f5f8b', '#f3f8fb'], ['#2e6b3f', '#f4faf5'], ['#7a2e5d', '#fcf5f9'], ['#444', '#f7f7f5'], ['#8a6d00', '#fffcee']] as const;

/** A whole document: the shell that every page of the demo's web wears. */
export function document(shell: Shell): string {
  const look = hash(shell.look);
  const [ink, paper] = COLOURS[look % COLOURS.length] as (typeof COLOURS)[number];
  const wide = look % 3 === 0 ? 720 : look % 3 === 1 ? 860 : 980;
  const font = look % 2 === 0 ? 'Georgia,"Songti SC",SimSun,serif' : 'Helvetica,"PingFang SC","Microsoft YaHei",sans-serif';
  return `<!doctype html>
<html lang="${shell.lang}"><head><meta charset="${shell.charset ?? 'utf-8'}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${esc(shell.title)}</title>
<meta name="description" content="${esc(shell.description)}">
<style>body{margin:0 auto;max-width:${wide}px;padding:0 1em;font:16px/1.8 ${font};color:#333;background:${paper}}
header,footer{border-color:${ink};border-style:solid;border-width:0 0 2px;padding:.8em 0}footer{border-width:2px 0 0;font-size:13px;margin-top:2em}
a{color:${ink}}h1,h2{color:${ink};line-height:1.3}nav a,footer a{margin-right:1em}.buy{border:1px solid ${ink};padding:.6em 1em;background:#fff}.date{color:#888;font-size:13px}</style>${shell.head ?? ''}</head>
<body>
${shell.body}
</body></html>
`;
}
