import { expect, it } from 'vitest';
import { deviceCookies, deviceInWords } from './devices.ts';

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
    'Safari on macOS',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', 'Chrome on Windows'],
  ['curl/8.1', 'curl'],
  ['node', 'node'],
  ['', 'Unknown device'],
  [undefined, 'Unknown device'],
  ['()', 'Unknown device'],
])('says %s in words', (userAgent, words) => {
  expect(deviceInWords(userAgent)).toBe(words);
});

it('knows its own cookies, for the account they were made for and while it has the same password', () => {
  const cookies = deviceCookies('a key');
  const ana = { id: 'ana', passwordChangedAt: 1 };
  const cookie = cookies.make(ana);
  expect(cookies.read(cookie, ana)).toBe(cookie.split('.')[0]);
  for (const other of [undefined, '', 'x', cookie.slice(0, -1), `${cookie}x`, cookie.replace('.', '')])
    expect(cookies.read(other, ana)).toBeUndefined();
  for (const holder of [{ ...ana, id: 'bob' }, { ...ana, passwordChangedAt: 2 }, { ...ana, passwordChangedAt: null }, undefined])
    expect(cookies.read(cookie, holder)).toBeUndefined();
  expect(deviceCookies('another key').read(cookie, ana)).toBeUndefined();
});
