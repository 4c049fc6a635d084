/** The part of Nodemailer's MIME tree that is needed to write it out. */
interface MimeTree {
  childNodes: MimeTree[];
  content?: unknown;
  boundary?: string | false | undefined;
  buildHeaders(): string;
}

/**
 * The message as bytes: Nodemailer's own headers, and bodies of text as base64. Its streaming writer does the same through
 * three stream pipelines a mail, which costs half of what sending costs.
 */
export function mailBytes(node: MimeTree): Buffer {
  return Buffer.from(`${write(node)}\r\n`, 'latin1');
}

function write(node: MimeTree): string {
  const headers = node.buildHeaders();
  if (node.childNodes.length > 0 && node.boundary) {
    const { boundary } = node;
    return `${headers}\r\n\r\n${node.childNodes.map((child) => `--${boundary}\r\n${write(child)}\r\n`).join('')}--${boundary}--`;
  }
  if (typeof node.content !== 'string' || !/^Content-Transfer-Encoding: base64$/im.test(headers)) throw new TypeError('a notice has bodies of text in base64 only');
  return `${headers}\r\n\r\n${Buffer.from(node.content.replace(/\r?\n/g, '\r\n')).toString('base64').replace(/.{76}(?=.)/g, '$&\r\n')}`;
}
