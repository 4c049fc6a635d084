import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ROLES } from '../../../src/lib/ctx.ts';
import { isWordKey, WORDS } from '../../../src/web/words/index.ts';

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));
const features = ['auth', 'crawl', 'facts', 'notices', 'policy', 'records', 'reviews'];
const code = features
  .flatMap((feature) => readdirSync(join(SRC, feature), { recursive: true, encoding: 'utf8' }).map((file) => join(SRC, feature, file)))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

it('has words for every action that is written into the audit log', () => {
  const expressions = [...code.matchAll(/\baction: ([^,;]+),|\bauditUser\(([^;]+);|'user:' \|\| id, ('[a-z._]+')/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const plain = expressions.flatMap((text) => [...text.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map((match) => match[1] ?? ''));
  expect(plain.length).toBeGreaterThan(40);
  expect([...new Set(plain)].filter((action) => !isWordKey(`console.action.${action}`))).toEqual([]);
  const begun = expressions.flatMap((text) => [...text.matchAll(/`([a-z]+\.)\$\{/g)].map((match) => match[1] ?? ''));
  expect(begun.filter((start) => !Object.keys(WORDS).some((key) => key.startsWith(`console.action.${start}`)))).toEqual([]);
});

it('has words for every kind of thing that an entry is about, and for every role', () => {
  const kinds = [...code.matchAll(/(?:subject: |, )\{ kind: '([a-z]+)', id/g)].map((match) => match[1] ?? '');
  expect(kinds.length).toBeGreaterThan(20);
  expect([...new Set(kinds)].filter((kind) => !isWordKey(`console.subject.${kind}`))).toEqual([]);
  expect(ROLES.filter((role) => !isWordKey(`console.role.${role}`) || !isWordKey(`console.role_hint.${role}`))).toEqual([]);
});
