import { expect, it } from 'vitest';
import { ConfigError, readConfig } from './env.ts';
import { trustsOf } from './trust.ts';

const given = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).trustProxy;

it('reads nobody, everybody, hops and places', () => {
  expect([readConfig({}).trustProxy, given('false'), given('0'), given('true'), given('2')]).toEqual([false, false, false, true, 2]);
  expect(given('loopback, 10.1.0.0/16 ,2001:db8::/32,192.0.2.7')).toEqual(['loopback', '10.1.0.0/16', '2001:db8::/32', '192.0.2.7']);
});

it.each(['yes', 'loopback,', '10.0.0.0/33', '10.0.0', 'fe80::/129', 'constructor', '1.5', '-1', '999'])(
  'refuses %s in a sentence',
  (value) => {
    expect(() => given(value)).toThrow(ConfigError);
    expect(() => given(value)).toThrow(/^TRUST_PROXY (has "|can't be more)[^\n]*$/);
  },
);

it('trusts whom it was told to, in either way of writing an address', () => {
  const named = trustsOf(['loopback', 'uniquelocal', '192.0.2.7', '2001:db8::/32']);
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.9.8.7', '::ffff:172.31.0.1', 'fd00::1', '192.0.2.7', '2001:db8::9'])
    expect([address, named(address, 0)]).toEqual([address, true]);
  for (const address of ['128.0.0.1', '172.32.0.1', '192.0.2.8', '::ffff:192.0.2.8', '2001:db9::1', 'loopback', '', undefined])
    expect([address, named(address, 0)]).toEqual([address, false]);
  expect([0, 1, 2].map((distance) => trustsOf(2)('203.0.113.1', distance))).toEqual([true, true, false]);
  expect([trustsOf(true)('203.0.113.1', 9), trustsOf(false)('127.0.0.1', 0)]).toEqual([true, false]);
});
