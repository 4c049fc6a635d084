/** Lets one exchange at a time through to an address. */
export interface AddressGate {
  /** Waits for its turn, runs `fn`, frees the place. @throws the signal's reason when it aborts while waiting. */
  run<T>(address: string, signal: AbortSignal, fn: () => Promise<T>): Promise<T>;
}

/** In memory, first come first served; keeps nothing about an address that nobody uses or waits for. */
export function makeAddressGate(): AddressGate {
  const waiting = new Map<string, (() => void)[]>();

  function enter(address: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const queue = waiting.get(address);
    if (!queue) {
      waiting.set(address, []);
      return Promise.resolve();
    }
    return new Promise((done, fail) => {
      const go = (): void => {
        signal.removeEventListener('abort', abort);
        done();
      };
      const abort = (): void => {
        queue.splice(queue.indexOf(go), 1);
        fail(signal.reason as Error);
      };
      queue.push(go);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  return {
    async run(address, signal, fn) {
      await enter(address, signal);
      try {
        return await fn();
      } finally {
        const next = waiting.get(address)?.shift();
        if (next) next();
        else waiting.delete(address);
      }
    },
  };
}
