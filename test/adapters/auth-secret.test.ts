import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { secretFor } from '../../src/adapters/auth-secret.ts';

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

it('an installation makes its secret once, for its owner alone', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'tuiguan-secret-')), 'data');
  dirs.push(join(dir, '..'));
  const secret = secretFor(dir);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(secretFor(dir)).toBe(secret);
  expect(readdirSync(dir)).toEqual(['auth-secret']);
  expect(statSync(join(dir, 'auth-secret')).mode & 0o777).toBe(0o600);
});
