import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** templates/ of the checkout, also when this file runs compiled from a folder deeper down. */
export function templatesFolder(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const found = join(dir, 'templates', '_shared');
    if (existsSync(found)) return dirname(found);
    if (dir === dirname(dir)) throw new Error('the folder templates/ was not found above this file');
  }
}
