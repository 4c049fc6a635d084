/** Compiles every templates/<kind>/<locale>/body.mjml to the body.html beside it; `--check` only compares. Build time only: mjml never runs in production. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

export const TEMPLATES = join(dirname(fileURLToPath(import.meta.url)), '..', 'templates');

/** The MJML bodies, with what they compile to and where that belongs. @throws when MJML reports a fault. */
export function compileAll(): { file: string; html: string }[] {
  return readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('body.mjml'))
    .sort()
    .map((path) => {
      const source = join(TEMPLATES, path);
      const { html, errors } = mjml2html(readFileSync(source, 'utf8'), { filePath: source, validationLevel: 'strict' });
      if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.formattedMessage).join('; ')}`);
      return { file: join(dirname(source), 'body.html'), html: `${html.split('\n').map((line) => line.trim()).filter(Boolean).join('\n')}\n` };
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  for (const { file, html } of compileAll()) {
    if (!check) writeFileSync(file, html);
    else if (readFileSync(file, 'utf8') !== html) {
      process.stderr.write(`${file} is out of date: run npx tsx scripts/build-templates.ts\n`);
      process.exitCode = 1;
    }
  }
}
