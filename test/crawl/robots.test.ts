import { afterEach, describe, expect, test } from 'vitest';
import { robotsRule } from '../../src/crawl/robots-rule.ts';
import { crawler, fetchFrom, type LocalSite, serve } from './local-site.ts';

const allowed = (text: string, path: string): boolean => robotsRule(text, 'TuiguanBot', `http://a.test${path}`).allowed;

describe('rules (RFC 9309)', () => {
  test.each<[string, string, string, boolean]>([
    ['the longest match wins', 'User-agent:*\nDisallow:/a\nAllow:/a/b', '/a/b/c', true],
    ['between equals, allow', 'User-agent:*\nAllow:/a\nDisallow:/a', '/a', true],
    ['$ ends the path', 'User-agent:*\nDisallow:/*.php$', '/x.php', false],
    ['$ with a query behind', 'User-agent:*\nDisallow:/*.php$', '/x.php?a=1', true],
    ['* inside', 'User-agent:*\nDisallow:/a*c', '/abbc', false],
    ['* may match nothing, $ may overlap nothing', 'User-agent:*\nDisallow:/ab*b$', '/ab', true],
    ['a literal star', 'User-agent:*\nDisallow:/a%2Ab', '/a*b', false],
    ['percent-encoded unreserved characters', 'User-agent:*\nDisallow:/%7ejoe', '/~joe', false],
    ['the same the other way round', 'User-agent:*\nDisallow:/~joe', '/%7Ejoe', false],
    ['an encoded slash is not a slash', 'User-agent:*\nDisallow:/a%2fb', '/a/b', true],
    ['Chinese in the file', 'User-agent:*\nDisallow:/优惠', '/%E4%BC%98%E6%83%A0', false],
    ['a byte order mark', '\ufeffUser-agent:*\nDisallow:/', '/', false],
    ['groups of one agent merge', 'User-agent:TuiguanBot\nDisallow:/a\n\nUser-agent:x\nDisallow:/\n\nUser-agent:tuiguanbot/2\nDisallow:/b', '/b', false],
    ['and the first of them still counts', 'User-agent:TuiguanBot\nDisallow:/a\n\nUser-agent:x\nDisallow:/\n\nUser-agent:tuiguanbot/2\nDisallow:/b', '/a', false],
    ['agents share a group over blank lines', 'User-agent:x\n\nUser-agent:tuiguanbot\n\nDisallow:/', '/', false],
    ['a sitemap line ends no group', 'User-agent:tuiguanbot\nSitemap: http://a.test/s\nUser-agent:x\nDisallow:/', '/', false],
    ['our own group overrides *', 'User-agent:*\nDisallow:/\nUser-agent:tuiguanbot\nDisallow:', '/x', true],
    ['our own group without rules allows', 'User-agent:*\nDisallow:/\n\nUser-agent:tuiguanbot\n', '/x', true],
    ['another bot whose name begins like ours', 'User-agent:tuiguanbot-images\nDisallow:/', '/x', true],
    ['/robots.txt itself', 'User-agent:*\nDisallow:/', '/robots.txt', true],
    ['old Mac line ends and comments', 'User-agent:* # all\rDisallow:/ # everything', '/x', false],
    ['a forgotten colon', 'User-agent: *\nDisallow /', '/x', false],
    ['paths are case-sensitive', 'USER-AGENT:TUIGUANBOT\nDISALLOW:/A', '/a', true],
    ['an HTML page in its place', '<!doctype html><title>404</title>', '/x', true],
  ])('%s', (_name, text, path, expected) => {
    expect(allowed(text, path)).toBe(expected);
  });

  test('says which rule and which delay', () => {
    expect(robotsRule('User-agent: *\nCrawl-delay: 2.5\nDisallow: /a*', 'TuiguanBot', 'http://a.test/ab')).toEqual({ allowed: false, rule: 'Disallow: /a*', crawlDelay: 2.5 });
  });

  test('hostile patterns cost no time', () => {
    const began = performance.now();
    allowed(`User-agent: *\n${`Disallow: /${'*a'.repeat(400)}$\n`.repeat(600)}`, `/${'a'.repeat(2_000)}b`);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('the file', () => {
  let site: LocalSite;
  afterEach(() => site.close());
  const asked = (): number => site.requests.filter((line) => line.endsWith('/robots.txt')).length;

  test.each([[404, 'page'], [403, 'page'], [503, 'failure'], [500, 'failure'], [429, 'failure']])('answered with %i: %s', async (status, kind) => {
    site = await serve('127.0.0.41', (request, response) => response.writeHead(request.url === '/robots.txt' ? status : 200).end('<p>x'));
    expect(await fetchFrom(crawler([`127.0.0.41:${site.port}`]), site.url)).toMatchObject(kind === 'page' ? { kind } : { kind, code: 'robots', detail: expect.stringContaining(String(status)) as string });
  });

  test('a rule beyond 400 KiB counts, and a redirect to the file is followed', async () => {
    const long = `${'# padding\n'.repeat(41_000)}User-agent: *\nDisallow: /x\n`;
    site = await serve('127.0.0.41', (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(301, { location: '/r.txt' }).end();
      else response.end(request.url === '/r.txt' ? long : '<p>x');
    });
    expect(await fetchFrom(crawler([`127.0.0.41:${site.port}`]), `${site.url}/x`)).toMatchObject({ code: 'robots', detail: expect.stringContaining('Disallow: /x') as string });
  });

  test('is kept for 24 hours of business time, or until it is forgotten', async () => {
    site = await serve('127.0.0.41', (request, response) => response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow:' : '<p>x'));
    const deps = crawler([`127.0.0.41:${site.port}`]);
    await Promise.all([fetchFrom(deps, `${site.url}/1`), fetchFrom(deps, `${site.url}/2`)]);
    deps.clock.moveTo('2013-12-07T11:59:00+08:00');
    await fetchFrom(deps, `${site.url}/3`);
    expect(asked()).toBe(1);
    deps.clock.moveTo('2013-12-07T12:00:00+08:00');
    await fetchFrom(deps, `${site.url}/4`);
    expect(asked()).toBe(2);
    deps.robots.forget(site.url);
    await fetchFrom(deps, `${site.url}/5`);
    expect(asked()).toBe(3);
  });
});
