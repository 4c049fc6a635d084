/**
 * Runs `close` at the first SIGINT or SIGTERM and ends the process with status 0; a second signal ends it at once.
 * `hard` is what a closing may take, in milliseconds.
 */
export function closeOnSignal(close: () => Promise<void>, say: (line: string) => void, hardMs = 20_000): void {
  let closing = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (closing) process.exit(130);
    closing = true;
    say(`${signal}: closing (again to stop at once)`);
    setTimeout(() => process.exit(1), hardMs).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`closing failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Ends the process with a message for people: a known error in one line, an unknown one with its stack. */
export function failStart(error: unknown): never {
  const known = error instanceof Error && error.name === 'AppError';
  const code = known && 'code' in error ? `${String(error.code)}: ` : '';
  process.stderr.write(`${known ? `tuiguan cannot start. ${code}${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
