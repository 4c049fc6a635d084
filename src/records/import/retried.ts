/** deadlock_detected and serialization_failure: Postgres rolled the transaction back and asks to have it again. */
const AGAIN = new Set(['40P01', '40001']);
const TIMES = 5;

/** Runs a transaction again when Postgres broke it off in favour of another one. */
export async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= TIMES || !AGAIN.has(codeOf(error))) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  const fault = (error instanceof Error && error.cause ? error.cause : error) as { code?: unknown };
  return String(fault.code ?? '');
}
