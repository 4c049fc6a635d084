import { Parser } from 'htmlparser2';

/** The `content` of every `<meta name="tuiguan-site-verification">` in the head. Read as a stream: no tree that a hostile page could make deep. */
export function metaTokens(html: string): string[] {
  const found: string[] = [];
  let inHead = true;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'body') inHead = false;
      if (!inHead || name !== 'meta' || attributes.name?.toLowerCase() !== 'tuiguan-site-verification') return;
      found.push((attributes.content ?? '').trim());
    },
    onclosetag(name) {
      if (name === 'head') inHead = false;
    },
  });
  parser.end(html);
  return found;
}
