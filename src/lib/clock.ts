/** Business time: effects, deadlines, notices, SLA. Leases and rate limits run on real time instead. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at a moment until it is moved; the December story is told with one. */
export class SimulatedClock implements Clock {
  #ms: number;

  constructor(start: Date | string) {
    this.#ms = new Date(start).getTime();
    if (Number.isNaN(this.#ms)) throw new RangeError(`not a moment: ${String(start)}`);
  }

  now(): Date {
    return new Date(this.#ms);
  }

  /** Moves forward to `moment`; a clock never runs backwards. */
  moveTo(moment: Date | string): void {
    const to = new Date(moment).getTime();
    if (!(to >= this.#ms)) throw new RangeError(`the clock stands at ${this.now().toISOString()} and cannot move to ${String(moment)}`);
    this.#ms = to;
  }
}

/** A clock that started at `start` when it was made and runs on at the pace of real time. */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}
