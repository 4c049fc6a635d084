import { setTimeout as after } from 'node:timers/promises';
import type { Sleep } from './types.ts';

/** Real time passes. @throws AbortError when the signal aborts first. */
export const realSleep: Sleep = async (ms, signal) => {
  if (ms > 0) await after(ms, undefined, signal ? { signal } : {});
};
