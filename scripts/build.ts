/** `npm run build`: compiles src/, workers/ and the migrating script to dist/ and puts beside them what they read: drizzle/ and templates/. */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const dist = process.argv[2] ?? join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' });
for (const folder of ['drizzle', 'templates', join('src', 'web', 'assets')]) cpSync(join(root, folder), join(dist, folder), { recursive: true, filter: (path) => !path.endsWith('.mjml') });
