/**
 * The machine's time, for leases, sessions and rate limits only: a simulated jump must expire none of them.
 * Business time (effects, deadlines, notices) is `ctx.clock.now()`; lint refuses any other clock in a feature.
 */
export function realNow(): Date {
  return new Date();
}
