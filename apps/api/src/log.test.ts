import { expect, it } from 'vitest';
import { addressOf, errorForLog, isCounting, pathOf } from './log.ts';

it('logs what failed and where, never the values of a query', () => {
  const driver = Object.assign(new Error('new row violates a constraint'), { code: '23514' });
  const error = new Error('Failed query: insert into "users" values ($1, $2)\nparams: ana@example.com,$argon2id$v=19$secret', {
    cause: driver,
  });
  const logged = JSON.stringify(errorForLog(error));
  expect(logged).toContain('insert into');
  expect(logged).toContain('23514');
  expect(logged).toContain('log.test.ts');
  expect(logged).not.toMatch(/ana@example\.com|argon2id/);
  expect(JSON.stringify(errorForLog(new Error('x'.repeat(1e6)))).length).toBeLessThan(10_000);
});

it('is not misled by values that look like a stack, or that PostgreSQL repeats', () => {
  const error = new Error('Failed query: select $1\nparams: secret-one\n    at secret-two (file.ts:1:1)', {
    cause: Object.assign(new Error('invalid input syntax for type uuid: "secret-three'), { code: '22P02' }),
  });
  const logged = JSON.stringify(errorForLog(error));
  expect(logged).not.toContain('secret');
  expect(logged).toContain('invalid input syntax for type uuid');
  expect(logged).toContain('log.test.ts');
});

it('keeps questions, fragments and what is no address out of a request’s line', () => {
  expect(['/a?b', '/a#b', '/a', '?x', ''].map((url) => pathOf({ url }))).toEqual(['/a', '/a', '/a', '', '']);
  expect(['/s/secret', '/s/secret/preview.png', '//s/secret?x'].map((url) => pathOf({ url }))).toEqual(['/s/…', '/s/…', '/s/…']);
  const secret = [
    '/calendar/tok',
    '/%63alendar/tok?x',
    '//Calendar//tok',
    '/calendar%2ftok',
    'http://trip.example/calendar/tok',
    '/calendar/%E0%A4%A/tok',
  ];
  expect(secret.map((url) => pathOf({ url }))).toEqual(secret.map(() => '/calendar/…'));
  expect(pathOf({ url: '/calendar/' })).toBe('/calendar/');
  expect(pathOf({ url: `/${'x'.repeat(1_000)}` }).length).toBeLessThan(400);
  expect(['192.0.2.1', '::1', '<b>', 'unknown'].map((ip) => addressOf({ ip }))).toEqual(['192.0.2.1', '::1', 'unknown', 'unknown']);
});

it('keeps of an address as much as the operator wants', () => {
  const addresses = ['198.51.100.213', '2001:db8:1:2:3:4:5:6', '2001:db8::7', '::1', '::ffff:198.51.100.213', 'forged'];
  expect(addresses.map((ip) => addressOf({ ip }))).toEqual([...addresses.slice(0, 5), 'unknown']);
  expect(addresses.map((ip) => addressOf({ ip }, 'network'))).toEqual([
    '198.51.100.0/24',
    '2001:db8:1::/48',
    '2001:db8:0::/48',
    '0:0:0::/48',
    '198.51.100.0/24',
    'unknown',
  ]);
  expect(addresses.map((ip) => addressOf({ ip }, 'none'))).toEqual(addresses.map(() => 'unknown'));
});

it('says nothing of where the events of front ends come from', () => {
  expect(
    [
      '/trpc/analytics.track',
      '/trpc/analytics.track?batch=1',
      '/trpc/analytics.track,analytics.track?batch=1',
      '/trpc/analytics.track,plans.list?batch=1',
      '/trpc/analytics.tracks',
      '/x/trpc/analytics.track',
    ].map((url) => isCounting({ url })),
  ).toEqual([true, true, true, false, false, false]);
});
