import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Log } from '../lib/log.ts';
import { type Assessment, judge, type JudgeInput } from '../quality/index.ts';

interface Task {
  input: JudgeInput;
  resolve: (assessment: Assessment) => void;
  reject: (error: unknown) => void;
}

/** A judgement takes milliseconds; one that takes this long is hostile, and its thread is ended. */
const LIMIT_MS = 20_000;
/** Megabytes of heap that one judgement may use before its thread is ended. */
const HEAP_MB = 512;

/**
 * Judges in threads, so that parsing never blocks the event loop. A site whose pages end a thread is judged as one that
 * could not be read: unverifiable, never a conviction. Threads start when first needed and hold no process open.
 */
export class JudgePool {
  readonly #log: Log;
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #waiting: Task[] = [];
  readonly #busy = new Map<Worker, Task & { limit: NodeJS.Timeout }>();
  #started = 0;

  constructor(log: Log, size = availableParallelism()) {
    this.#log = log;
    this.#size = size;
  }

  judge(input: JudgeInput): Promise<Assessment> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#started < this.#size ? this.#start() : undefined);
    const task = worker && this.#waiting.shift();
    if (worker && task) this.#give(worker, task);
  }

  #start(): Worker {
    this.#started += 1;
    const worker = spawn();
    worker.unref();
    worker.on('message', ({ assessment }: { assessment: Assessment }) => {
      const task = this.#done(worker);
      worker.unref();
      this.#idle.push(worker);
      task?.resolve(assessment);
      this.#next();
    });
    worker.on('error', (err) => this.#log.error({ err, site: this.#busy.get(worker)?.input.siteUrl }, 'a thread failed over a site; it is taken as unreadable'));
    worker.on('exit', () => {
      this.#started -= 1;
      // One that ended while it waited is given nothing: what is posted to it would be lost.
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
      const task = this.#done(worker);
      if (task) giveUp(task);
      this.#next();
    });
    return worker;
  }

  #give(worker: Worker, task: Task): void {
    // While it works the thread holds the process, else a command could end under it.
    worker.ref();
    this.#busy.set(worker, { ...task, limit: setTimeout(() => void worker.terminate(), LIMIT_MS) });
    worker.postMessage(task.input);
  }

  #done(worker: Worker): Task | undefined {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    clearTimeout(task?.limit);
    return task;
  }
}

function giveUp({ input, resolve, reject }: Task): void {
  try {
    resolve(judge(unreadable(input)));
  } catch (error) {
    reject(error); // in an event of the thread it would end the process
  }
}

function unreadable(input: JudgeInput): JudgeInput {
  return { ...input, pages: input.pages.map((page) => ({ ...page, html: '', headers: {}, chain: [], stoppedAt: null, failure: page.failure ?? 'too_hard_to_read' })) };
}

/** A thread on judge-thread, in TypeScript from source (tsx is registered in it first) or as compiled. */
function spawn(): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const module = JSON.stringify(new URL(fromSource ? './judge-thread.ts' : './judge-thread.js', import.meta.url).href);
  const boot = fromSource ? `import('tsx/esm/api').then(({ register }) => { register(); return import(${module}); })` : `import(${module})`;
  return new Worker(boot, { eval: true, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
}
