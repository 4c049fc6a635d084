import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileLengths } from '../../scripts/file-lengths.ts';
import { forbiddenWords } from '../../scripts/forbidden-words.ts';

/** Put together here, since this file is looked through as well. */
const path = (...parts: string[]): string => ['', ...parts].join('/');

describe('forbidden words', () => {
  it.each([
    `import x from '${path('root', 'tuiguan', 'x.ts')}';`,
    `cwd = ${path('home', 'ann', 'tuiguan')}`,
    `file://${path('Users', 'Ann', 'tuiguan')}`,
    `readFileSync('${['..', 'shared', 'corpus'].join('/')}')`,
  ])('names the line of %s', (line) => {
    expect(forbiddenWords('src/a.ts', `first\n${line}`)).toEqual([expect.stringMatching(/^2: /)]);
  });

  it('finds a registry in the lock file, and the words of a local list', () => {
    expect(forbiddenWords('package-lock.json', '"resolved": "https://npm.example.com/a.tgz"')).toHaveLength(1);
    expect(forbiddenWords('package-lock.json', '"version": "1.0.0"')).toEqual([]);
    expect(forbiddenWords('README.md', 'ask the Gearbox team', /gearbox/i)).toHaveLength(1);
  });

  it('lets addresses, relative paths and a bare folder pass', () => {
    const lawful = ['https://example.com/home/of/art', '../../home/x', 'a checkout under a 0700 home such as /root', 'dist/home/page.js'];
    expect(lawful.flatMap((line) => forbiddenWords('src/a.ts', line))).toEqual([]);
  });
});

describe('file lengths', () => {
  it('measures each part and names what is longer than 400 lines', () => {
    const root = mkdtempSync(join(tmpdir(), 'tuiguan-lengths-'));
    try {
      mkdirSync(join(root, 'src', 'policy'), { recursive: true });
      for (const [name, lines] of [['a', 10], ['b', 30], ['c', 401]] as const) writeFileSync(join(root, 'src', 'policy', `${name}.ts`), 'x\n'.repeat(lines));
      expect(fileLengths(root)).toEqual([{ part: 'src', files: 3, median: 30, p95: 401, max: 401, longest: 'src/policy/c.ts', tooLong: [{ file: 'src/policy/c.ts', lines: 401 }] }]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
