/** Fails when the tables in src/db/schema differ from the newest snapshot in drizzle/: a migration was forgotten. Needs no database. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const dir = mkdtempSync(join(tmpdir(), 'tuiguan-migrations-'));
try {
  const out = join(dir, 'drizzle');
  cpSync(join(root, 'drizzle'), out, { recursive: true });
  const before = readdirSync(out);
  const config = join(dir, 'drizzle.config.json');
  // drizzle-kit puts "./" before the folder, so it has to be a relative one.
  writeFileSync(config, JSON.stringify({ dialect: 'postgresql', schema: './src/db/schema/*.ts', out: relative(root, out), casing: 'snake_case' }));
  const said = execFileSync(process.execPath, [join(root, 'node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--config', config, '--name', 'forgotten'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const made = readdirSync(out).filter((file) => !before.includes(file));
  for (const file of made) process.stdout.write(`${readFileSync(join(out, file), 'utf8')}\n`);
  if (made.length > 0) {
    process.stdout.write('the schema has changed since the last migration: run npx drizzle-kit generate --name <what it does>\n');
    process.exitCode = 1;
  } else if (!said.includes('No schema changes')) {
    process.stdout.write(`drizzle-kit asks something first (a renamed table or column?): run npx drizzle-kit generate --name <what it does>\n${said}`);
    process.exitCode = 1;
  } else {
    process.stdout.write('drizzle/ says what src/db/schema says\n');
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
