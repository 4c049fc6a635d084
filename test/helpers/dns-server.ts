import { createSocket } from 'node:dgram';

export interface DnsServer {
  /** `127.0.0.1:port`, as a resolver takes it. */
  address: string;
  /** TXT records by name; what is not here answers NXDOMAIN. A list with no strings answers nothing at all. */
  records: Map<string, string[]>;
  close(): Promise<void>;
}

/** A name server on loopback UDP that answers TXT questions (RFC 1035) and nothing else. */
export async function startDnsServer(records: Record<string, string[]> = {}): Promise<DnsServer> {
  const held = new Map(Object.entries(records));
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = questionName(query);
    const texts = held.get(name);
    if (texts?.length === 0) return;
    const answers = (texts ?? []).map(answer);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(texts ? 0x8580 : 0x8583, 2); // response, authoritative; 3 = NXDOMAIN
    header.writeUInt16BE(answers.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records: held,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function questionName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** One TXT record whose name points back at the question. */
function answer(text: string): Buffer {
  const bytes = Buffer.from(text);
  const fixed = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0, bytes.length]);
  fixed.writeUInt16BE(bytes.length + 1, 10);
  return Buffer.concat([fixed, bytes]);
}
