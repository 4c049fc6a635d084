import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured logs on standard error, so that a command's output on standard output stays clean. */
export function makeLog(level: string, pretty: boolean): Log {
  if (!pretty) return pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));
  const write = (line: string): void => {
    const { level: rank, time, msg, err, ...rest } = JSON.parse(line) as { level: number; time: number; msg: string; err?: { message: string; stack?: string } };
    const mark = rank >= 50 ? 'error ' : rank >= 40 ? 'warn  ' : '';
    const more = Object.keys(rest).length > 0 ? `  ${JSON.stringify(rest)}` : '';
    process.stderr.write(`${new Date(time).toISOString().slice(11, 19)} ${mark}${msg}${more}${err ? `\n${err.stack ?? err.message}` : ''}\n`);
  };
  return pino({ level, base: null }, { write });
}
