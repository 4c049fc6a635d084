import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSmtpSink } from '../../src/adapters/smtp-sink.ts';
import { systemClock } from '../../src/lib/clock.ts';

/** A mail server of the test's own, for processes that are given SMTP_URL. */
export async function startBox() {
  const dir = mkdtempSync(join(tmpdir(), 'tuiguan-box-'));
  const sink = await startSmtpSink({ dir, port: 0, clock: systemClock });
  return {
    url: sink.url,
    mails: () => sink.list({ limit: 1_000 }),
    async close() {
      await sink.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
