import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wayBack } from './way-back.ts';

const BASE_URL = 'https://trip.example';

describe('the way back', () => {
  it.each(['/', '/plans', '/new?x=1&y=%2F#z', '/plans/1.md', '/a//b', '/?next=https://evil.example'])('stays %s', (path) => {
    expect(wayBack(path, BASE_URL)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'plans',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\n/evil.example',
    '\t//evil.example',
    '/..//evil.example',
    '/x/../..//evil.example',
    '/%2e%2e//evil.example',
    'https://evil.example/',
    'https:/evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /plans',
    '@evil.example',
    '.evil.example',
    `/${'a'.repeat(2_000)}`,
  ])('is not %j', (path) => {
    expect(wayBack(path, BASE_URL)).toBeUndefined();
  });

  it('never leads to another site, whatever was asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '\t',
      '\n',
      '\r',
      ':',
      '@',
      '?',
      '#',
      'evil.example',
      'https:',
      ' ',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = wayBack(`/${pieces.join('')}`, BASE_URL);
        if (path === undefined) return;
        expect(new URL(path, BASE_URL).origin).toBe(BASE_URL);
        expect(new URL(BASE_URL + path).origin).toBe(BASE_URL);
        // As the app judges it before it goes there.
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(path).toMatch(/^[\x21-\x7e]*$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
