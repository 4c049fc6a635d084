import { expect, test } from 'vitest';
import { loadConfig } from '../../src/lib/config.ts';

const fault = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG' });
    return (error as Error).message;
  }
  return '';
};

test('without a single variable everything has its default', () => {
  expect(loadConfig({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', NOTICE_DAYS: 5, REVIEW_WORKDAYS: 3, STOP_OBSERVATIONS: 2, STOP_HOURS: 24, STOP_NEEDS_PERSON: true, SWEEP_MAX_SHARE: 0.2, SWEEP_MAX_DRIFT: 0.005, CRAWL_ALLOW_HOSTS: [] });
  expect(loadConfig({ PORT: '', SMTP_URL: '' })).toMatchObject({ PORT: 3000 });
});

test('a wrong value names its variable, the value and what is expected; every fault at once', () => {
  expect(fault({ PORT: '70000' })).toBe('PORT="70000": expected at most 65535');
  expect(fault({ PORT: 'abc' })).toContain('PORT="abc": expected a whole number from 0 to 65535');
  expect(fault({ STOP_NEEDS_PERSON: 'maybe' })).toContain('STOP_NEEDS_PERSON="maybe": expected true or false');
  expect(fault({ SWEEP_MAX_SHARE: '20' })).toContain('SWEEP_MAX_SHARE="20"');
  expect(fault({ CLOCK_START: '2013-12-06' })).toContain('an ISO 8601 moment with zone');
  const both = fault({ LOG_LEVEL: 'loud', NOTICE_DAYS: '0' });
  expect(both).toContain('LOG_LEVEL="loud"');
  expect(both).toContain('NOTICE_DAYS="0": expected at least 1');
});

test('a password in a wrong URL is not told', () => {
  const told = fault({ DATABASE_URL: 'mysql://tuiguan:hunter2@db/tuiguan' });
  expect(told).toContain('DATABASE_URL="…": expected a URL that starts with postgres://');
  expect(told).not.toContain('hunter2');
});

test('flags and lists are read as people write them', () => {
  expect(loadConfig({ STOP_NEEDS_PERSON: 'false', CRAWL_ALLOW_HOSTS: ' a.test:80=127.0.0.2 , b.test:81 ,' })).toMatchObject({ STOP_NEEDS_PERSON: false, CRAWL_ALLOW_HOSTS: ['a.test:80=127.0.0.2', 'b.test:81'] });
});

test('production wants real servers, real time and no way into loopback', () => {
  const real = { NODE_ENV: 'production', DATABASE_URL: 'postgres://u:p@db/t', SMTP_URL: 'smtp://relay', AUTH_SECRET: 'x'.repeat(32), PUBLIC_URL: 'https://tuiguan.example' };
  expect(loadConfig(real)).toMatchObject({ NODE_ENV: 'production' });
  expect(fault({ ...real, DATABASE_URL: '' })).toContain('DATABASE_URL is unset');
  expect(fault({ ...real, SMTP_URL: '' })).toContain('SMTP_URL is unset');
  expect(fault({ ...real, PUBLIC_URL: '' })).toContain('PUBLIC_URL is unset');
  expect(fault({ ...real, AUTH_SECRET: '' })).toContain('AUTH_SECRET is unset');
  expect(fault({ ...real, AUTH_SECRET: 'too short' })).toBe('AUTH_SECRET="…": expected at least 32 characters');
  expect(fault({ ...real, CLOCK_START: '2013-12-06T17:31:00+08:00' })).toContain('CLOCK_START');
  expect(fault({ ...real, CRAWL_ALLOW_HOSTS: 'a.test:80' })).toContain('CRAWL_ALLOW_HOSTS');
});
