import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planHtml } from './html.ts';
import { planMarkdown } from './markdown.ts';
import { escapeMarkdown, plainLine, safeUrl } from './text.ts';
import { PAYLOADS, testItem, testPlan } from './testing.ts';

const ALLOWED_TAG =
  /^<(?:\/?(?:header|main|footer|section|nav|h1|h2|h3|p|ul|ol|li|table|thead|tbody|tfoot|tr|th|td|b|br|div|span|small|time|bdi|a)|(?:h1|h3|p|b|span) dir="auto"|(?:p|li|td|b|ul|ol|table|tr|small|div) class="[a-z -]+"|th scope="(?:row|col)"|section aria-labelledby="day-\d+"|h2 id="day-\d+"|nav aria-label="Days"|div class="wide" tabindex="0" role="region" aria-label="The rules and what was found"|a href="#day-\d+"|a href="https?:\/\/[^"<>]*" rel="noopener noreferrer nofollow")>$/;

function decode(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** A plan that says `text` wherever somebody can write something. */
function hostile(text: string) {
  const short = text.slice(0, 110);
  const item = testItem('a', '09:00', '10:00', {
    title: text,
    notes: text,
    place: { name: text, localName: `${short}!`, lat: 38.7, lon: -9.1, address: text, area: short, source: 'user' },
    hours: { open: short, close: short, source: short, asOf: short },
    travelFromPrevious: { mode: 'walk', minutes: 5, metres: 300, spareMinutes: 2, estimated: true },
    cost: { amount: 1_000, currency: 'EUR' },
    category: 'activities',
    links: [{ label: text, url: 'https://example.org/?q=a|b)c' }],
  });
  const base = testPlan([{ date: '2027-05-10', city: text, country: 'PT', timeZone: text, items: [item] }]);
  return {
    ...base,
    title: text,
    notices: [{ code: 'assumption' as const, message: text }],
    destinations: base.destinations.map((stop) => ({ ...stop, name: text })),
    verification: {
      ...base.verification,
      violations: base.verification.violations.map((violation) => ({ ...violation, message: text })),
      rules: base.verification.rules.map((rule) => ({ ...rule, rule: 1, name: text })),
    },
  };
}

const NOTE = /<div class="words" dir="auto">(.*?)<\/div>/gs;
const NOTE_TAG =
  /^<(?:\/?(?:p|strong|em|del|code|ul|ol|li|blockquote|a)|br \/|a href="https?:\/\/[^"<>]*" rel="noopener noreferrer nofollow")>$/;

/** The tags of the body, which nobody but us may have written; a note, which may be Markdown, stands apart. */
function tagsOf(html: string): string[] {
  const body = html.slice(html.indexOf('<body>') + 6, html.lastIndexOf('</body>'));
  return body.replace(NOTE, '').match(/<[^>]*>?/g) ?? [];
}

/** What a note has become that it may not. */
function strangeInNotes(html: string): string[] {
  return [...html.matchAll(NOTE)].flatMap(([, note = '']) => note.match(/<[^>]*>?/g) ?? []).filter((tag) => !NOTE_TAG.test(tag));
}

function links(html: string): string[] {
  return html.replace(NOTE, '').match(/<a href="h[^>]*>/g) ?? [];
}

describe('HTML of hostile text', () => {
  it.each(PAYLOADS.map((payload) => [payload]))('is inert and complete: %j', (payload) => {
    const html = planHtml(hostile(payload));
    expect(tagsOf(html).filter((tag) => !ALLOWED_TAG.test(tag))).toEqual([]);
    expect(strangeInNotes(html)).toEqual([]);
    expect(links(html)).toHaveLength(1);
    const heading = decode(/<h1 dir="auto">(.*?)<\/h1>/s.exec(html)?.[1] ?? '');
    expect(heading).toBe(plainLine(payload));
    // The shape of the document is the same as with harmless text: no row, cell, list item or block was added.
    const shape = tagsOf(html)
      .map((tag) => tag.replace(/ .*/, ''))
      .join('');
    const harmless = tagsOf(planHtml(hostile('harmless')))
      .map((tag) => tag.replace(/ .*/, ''))
      .join('');
    expect(shape).toBe(harmless);
  });

  it('keeps any text whole and inert', () => {
    const alphabet = fc.constantFrom(
      ...'<>[]()!*_`~|#&;:/\\"\'-+=.^$@ \n\r\tabwhttps1é'.split(''),
      'https://',
      'www.',
      '&amp;',
      '<a ',
      '](',
      '```',
      '\u2028',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(alphabet, { minLength: 1, maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          fc.pre(plainLine(text) !== '');
          const html = planHtml(hostile(text));
          expect(tagsOf(html).filter((tag) => !ALLOWED_TAG.test(tag))).toEqual([]);
          expect(strangeInNotes(html)).toEqual([]);
          expect(decode(/<h1 dir="auto">(.*?)<\/h1>/s.exec(html)?.[1] ?? '')).toBe(plainLine(text));
          expect(links(html)).toHaveLength(1);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('links', () => {
  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'ftp://example.org',
    'https://user:pass@example.org',
    'mailto:a@b.c',
    '//example.org',
    'x',
    '',
  ])('%s is no link', (url) => {
    expect(safeUrl(url)).toBeUndefined();
    const base = testPlan([
      { date: '2027-05-10', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [testItem('a', '09:00', '10:00')] },
    ]);
    const day = base.days[0];
    if (day === undefined) throw new Error('unreachable');
    const html = planHtml({
      ...base,
      days: [{ ...day, items: [testItem('a', '09:00', '10:00', { links: [{ label: 'Book', url }] })] }],
    });
    expect(links(html)).toEqual([]);
    expect(html).toContain('Book');
  });

  it('cannot be broken out of', () => {
    expect(safeUrl('https://example.org/a)b|c>d"e\'f`g')).toBe('https://example.org/a%29b%7Cc%3Ed%22e%27f%60g');
  });
});

describe('escapeMarkdown', () => {
  it('leaves plain text readable', () => {
    expect(escapeMarkdown('Castelo de São Jorge, 10:00–18:00 (usual)')).toBe('Castelo de São Jorge, 10:00–18:00 \\(usual\\)');
  });

  it('is one line', () => {
    expect(escapeMarkdown('a\r\n\r\nb\u2028c\u0085d')).toBe('a b c d');
  });
});

describe('Markdown and HTML agree', () => {
  it('both come from the plan alone', () => {
    const plan = testPlan([
      { date: '2027-05-10', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items: [testItem('a', '09:00', '10:00')] },
    ]);
    expect(planMarkdown(plan)).toBe(planMarkdown(structuredClone(plan)));
    expect(planHtml(plan)).toContain('<h1 dir="auto">Five days in Lisbon</h1>');
  });
});
