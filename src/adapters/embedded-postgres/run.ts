import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export interface Ran {
  code: number;
  output: string;
}

/**
 * Runs one of PostgreSQL's programs as the server's user, with an environment of its own (no PG* variable and no
 * locale of the caller's leaks in). Resolves with its exit code and all that it printed.
 */
export function run(command: string, args: string[], options: { user: ServerUser | null; cwd: string }): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.user ? { uid: options.user.uid, gid: options.user.gid } : {}),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
