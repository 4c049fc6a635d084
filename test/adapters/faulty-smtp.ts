import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export type Stage = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'body' | 'end';
/** At one stage: close the connection, never answer, or answer with this line. */
export type Fault = 'drop' | 'hang' | (string & {});

/** An SMTP server that goes wrong on purpose, on loopback. `taken` holds the messages whose final dot it saw. */
export async function faultySmtp(stage: Stage | 'none', fault: Fault, times = Infinity): Promise<{ url: string; taken: string[]; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const taken: string[] = [];
  let left = times;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    const say = (at: Stage, answer: string): boolean => {
      if (at === stage && left > 0) {
        left -= 1;
        if (fault === 'drop') socket.destroy();
        else if (fault !== 'hang') socket.write(`${fault}\r\n`);
        return false;
      }
      socket.write(`${answer}\r\n`);
      return true;
    };
    let inBody = false;
    let buffered = '';
    say('greeting', '220 faulty');
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      for (;;) {
        if (inBody) {
          if (stage === 'body' && left > 0) {
            left -= 1;
            if (fault === 'drop') socket.destroy();
            return;
          }
          const end = buffered.indexOf('\r\n.\r\n');
          if (end < 0) return;
          taken.push(buffered.slice(0, end));
          buffered = buffered.slice(end + 5);
          inBody = false;
          say('end', '250 taken');
          continue;
        }
        const stop = buffered.indexOf('\r\n');
        if (stop < 0) return;
        const line = buffered.slice(0, stop);
        buffered = buffered.slice(stop + 2);
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'EHLO' || verb === 'HELO') say('EHLO', '250 faulty');
        else if (verb === 'MAIL') say('MAIL', '250 ok');
        else if (verb === 'RCPT') say('RCPT', '250 ok');
        else if (verb === 'DATA') inBody = say('DATA', '354 go on');
        else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
