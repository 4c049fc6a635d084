import { InvalidArgumentError } from 'commander';

/** A whole number of the command line, 0 to 2^53 - 1: ids and counts. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('expected a whole number');
  return number;
}
