import { openEmbeddedPostgres } from '../../src/adapters/embedded-postgres.ts';
import { makeLog } from '../../src/lib/log.ts';

/** A process that opens the embedded database, says so, and holds it until it is killed or its input ends. */
const [, , dataDir, port] = process.argv;
if (dataDir === undefined) throw new Error('give the data directory');
const server = await openEmbeddedPostgres({ dataDir, port: Number(port ?? 0), log: makeLog('silent', false) });
process.stdout.write(`${JSON.stringify({ port: server.port, adopted: server.adopted })}\n`);
process.stdin.on('end', () => void server.close()).resume();
