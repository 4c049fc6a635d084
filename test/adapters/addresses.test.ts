import { describe, expect, test } from 'vitest';
import { addressRefusal, checkTarget, parseAllowList } from '../../src/adapters/addresses.ts';

const none = parseAllowList([]);
const refused = (url: string, allow = none) => () => checkTarget(new URL(url), allow);

describe('literal hosts', () => {
  test.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/', 'http://127.0.0.1./', 'http://①②⑦.⓪.⓪.①/', 'http://１２７.0.0.1/',
    'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b::a00:1]/', 'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/', 'http://[fe80::1]/', 'http://[fd00::1]/', 'http://[4000::1]/', 'http://localhost/', 'http://localhost./', 'http://LOCALHOST/', 'http://a.localhost/', 'http://0/', 'http://10.1.2.3/',
    'http://172.16.0.1/', 'http://192.168.1.1/', 'http://169.254.169.254/', 'http://168.63.129.16/', 'http://[::ffff:168.63.129.16]/', 'http://100.100.100.200/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'http://198.18.0.1/',
  ])('%s is refused', (url) => {
    expect(refused(url)).toThrow(expect.objectContaining({ code: 'ADDRESS_REFUSED' }));
  });

  test('public ones pass', () => {
    expect(checkTarget(new URL('http://93.184.216.34/'), none)).toEqual({ host: '93.184.216.34', port: 80, address: '93.184.216.34', allowed: false });
    expect(addressRefusal('2400:3200::1')).toBeNull();
  });
});

test.each(['http://example.com:8080/', 'http://example.com:22/', 'https://example.com:8443/', 'ftp://example.com/', 'file:///etc/passwd', 'http://user@example.com/', 'http://u:p@example.com/'])('%s is refused for its port, scheme or credentials', (url) => {
  expect(refused(url)).toThrow(expect.objectContaining({ code: 'ADDRESS_REFUSED' }));
});

describe('the allow list', () => {
  const allow = parseAllowList(['127.1.2.3:18080', 'Good-01.web.test:18080=127.1.2.4', '[::1]:8080', 'db.test:9000']);

  test('opens exactly the host and port that it names', () => {
    expect(checkTarget(new URL('http://127.1.2.3:18080/'), allow)).toMatchObject({ address: '127.1.2.3', allowed: true });
    expect(checkTarget(new URL('http://good-01.web.test:18080/x'), allow)).toMatchObject({ address: '127.1.2.4', allowed: true });
    expect(checkTarget(new URL('http://[::1]:8080/'), allow)).toMatchObject({ address: '::1', allowed: true });
    expect(checkTarget(new URL('http://db.test:9000/'), allow)).toMatchObject({ address: null, allowed: true });
    for (const url of ['http://127.1.2.3:18081/', 'http://127.1.2.4:18080/', 'http://x.good-01.web.test:18080/', 'http://127.1.2.3/']) expect(refused(url, allow), url).toThrow();
  });

  test('does not excuse credentials or another scheme', () => {
    expect(refused('http://me@127.1.2.3:18080/', allow)).toThrow();
    expect(refused('ftp://127.1.2.3:18080/', allow)).toThrow();
  });

  test.each(['127.0.0.1', '*.web.test:80', 'a.test:80=nowhere', 'http://a.test:80', 'a.test:99999'])('%s is not an entry', (entry) => {
    expect(() => parseAllowList([entry])).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });
});
