import { randomUUID } from 'node:crypto';
import { authenticateKey } from '../auth/index.ts';
import { openDeps } from '../deps.ts';
import { loadConfig } from '../lib/config.ts';
import { type Actor, type Ctx, makeCtx } from '../lib/ctx.ts';
import { makeLog } from '../lib/log.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Opens this installation for one command, runs it and closes everything. The actor is whose key stands in
 * TUIGUAN_API_KEY; without one it is the operator, who has the machine but cannot plan or approve.
 */
export async function withCtx<T>(options: { name: string }, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const log = makeLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, true);
  const opening = openDeps(config, { name: `tuiguan ${options.name}`, migrate: config.DATABASE_URL === undefined, mail: 'none', log });
  // A command that listens for Ctrl-C itself ends by itself; any other is left here, with its database stopped.
  let leaving: Promise<void> | undefined;
  const interrupted = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    leaving ??= opening.then((half) => half.close()).finally(() => process.exit(130));
  };
  for (const signal of SIGNALS) process.on(signal, interrupted);
  const opened = await opening;
  try {
    const actor: Actor = config.TUIGUAN_API_KEY ? await authenticateKey(opened.deps, config.TUIGUAN_API_KEY) : { kind: 'operator' };
    return await run(makeCtx(opened.deps, actor, `cli:${randomUUID()}`));
  } finally {
    await leaving; // what the interruption breaks is no news
    await opened.close();
    for (const signal of SIGNALS) process.off(signal, interrupted);
  }
}
