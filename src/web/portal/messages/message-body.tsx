import type { Child } from 'hono/jsx';

const LINK = /(https?:\/\/[^\s（）()<>，。；]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

/** The text of a message, typeset: lines that are numbered become a list, addresses become links. It is text and stays text. */
export function MessageBody({ body }: { body: string }) {
  return <div class="prose">{blocksOf(body).map((block) => (block.kind === 'list' ? <ol>{block.lines.map((line) => <li>{linked(line)}</li>)}</ol> : block.lines.map((line) => <p>{linked(line)}</p>)))}</div>;
}

interface Block {
  kind: 'list' | 'words';
  lines: string[];
}

/** Lines in order, those that are numbered one after the other taken together. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  for (const line of body.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const numbered = /^\d{1,2}\. +(.+)$/.exec(line)?.[1];
    const kind = numbered === undefined ? 'words' : 'list';
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(numbered ?? line);
    else blocks.push({ kind, lines: [numbered ?? line] });
  }
  return blocks;
}

function linked(line: string): Child[] {
  return line.split(LINK).map((part, index) => (index % 2 === 0 ? part : <a href={part.includes('@') && !part.includes('//') ? `mailto:${part}` : part}>{part}</a>));
}
