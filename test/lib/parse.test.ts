import { expect, test } from 'vitest';
import { z } from 'zod';
import { parse } from '../../src/lib/parse.ts';

const Schema = z.object({ name: z.string().trim().min(1, 'a name'), at: z.array(z.object({ n: z.number('a number') })).default([]) });

test('hands back what the schema makes of it', () => {
  expect(parse(Schema, { name: ' a ', at: [{ n: 1 }] })).toEqual({ name: 'a', at: [{ n: 1 }] });
});

test('names each fault with its path, what is expected and the value that was there', () => {
  expect(() => parse(Schema, { name: '', at: [{ n: 1 }, { n: 'two' }] })).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      message: 'name: a name',
      issues: [{ path: 'name', message: 'a name', value: '' }, { path: 'at.1.n', message: 'a number', value: 'two' }],
    }) as Error,
  );
});

test('a fault of the whole, and a value that is a thing, show no value', () => {
  expect(() => parse(Schema, undefined)).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: '', value: undefined })] }) as Error);
  expect(() => parse(Schema, { name: { secret: 1 } })).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: 'name', value: undefined })] }) as Error);
});
