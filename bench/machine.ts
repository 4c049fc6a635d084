import { cpus, totalmem } from 'node:os';

/** What a bench ran on: the `machine` of every result. */
export function machine(): { cpu: string; cores: number; memoryGb: number; node: string } {
  const all = cpus();
  return { cpu: all[0]?.model ?? 'unknown', cores: all.length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs `work` while watching this process's resident size. */
export async function watched<T>(work: () => Promise<T>): Promise<{ seconds: number; peakRssMb: number; value: T }> {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  const began = performance.now();
  try {
    const value = await work();
    return { seconds: (performance.now() - began) / 1000, peakRssMb: Math.round(peak / 2 ** 20), value };
  } finally {
    clearInterval(timer);
  }
}
