import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig, SETTING_NAMES } from '../../src/lib/config.ts';

const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
const example = parseEnv(text) as Record<string, string>;

describe('.env.example', () => {
  it('lists every setting, and no other', () => {
    expect(Object.keys(example).sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('gives the defaults: copied as it stands it changes nothing', () => {
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  it('explains each group of settings above it', () => {
    const groups = text.split(/\n(?=#)/).slice(1);
    expect(groups.filter((group) => !/^#.{20,}/.test(group))).toEqual([]);
  });
});
