/** Signals closer together than this are one. */
const SAME_SIGNAL_MS = 700;

/**
 * Closes what was started at the first SIGINT or SIGTERM and ends the process with status 0; a second signal ends it at once.
 * What is still starting is closed when it has started, so that no database of ours is left behind. To be called before
 * the start is awaited; `hardMs` is what a closing may take.
 */
export function closeOnSignal(starting: Promise<{ close(): Promise<void> }>, say: (line: string) => void, hardMs = 20_000): void {
  let closingSince = 0;
  const stop = (signal: NodeJS.Signals): void => {
    // npm and other parents hand on the signal that the terminal has already sent to everybody: one Ctrl-C can come twice.
    if (closingSince > 0 && performance.now() - closingSince > SAME_SIGNAL_MS) process.exit(130);
    if (closingSince > 0) return;
    closingSince = performance.now();
    say(`${signal}: closing (again to stop at once)`);
    starting.then(
      (started) => {
        setTimeout(() => process.exit(1), hardMs).unref();
        started.close().then(
          () => process.exit(0),
          (error: unknown) => {
            say(`closing failed: ${String(error)}`);
            process.exit(1);
          },
        );
      },
      () => {}, // who awaits the start tells of its fault
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
