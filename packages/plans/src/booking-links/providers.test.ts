import { bookingKind, type BookingSearch } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, bookingProviders, BookingSettingsRefused, type BookingProvider } from './providers.ts';

const find = (id: string, providers: readonly BookingProvider[] = bookingProviders()): BookingProvider => {
  const found = providers.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const settings = (value: unknown) => JSON.stringify(value);

describe('addresses of searches', () => {
  const search: BookingSearch = { place: 'São Paulo & more', country: 'Brazil', start: '2027-05-10', end: '2027-05-12', adults: 2 };

  it('hold the words of the search, and leave out what is not known', () => {
    expect(addressOf(find('booking'), 'stay', search)).toBe(
      'https://www.booking.com/searchresults.html?ss=S%C3%A3o+Paulo+%26+more%2C+Brazil&checkin=2027-05-10&checkout=2027-05-12&group_adults=2&no_rooms=1',
    );
    expect(addressOf(find('booking'), 'stay', { place: 'Lisbon' })).toBe('https://www.booking.com/searchresults.html?ss=Lisbon&no_rooms=1');
    expect(addressOf(find('google-flights'), 'flight', { from: 'Berlin', to: 'Lisbon', start: '2027-05-10' })).toBe(
      'https://www.google.com/travel/flights?q=Flights+from+Berlin+to+Lisbon+on+2027-05-10',
    );
    expect(addressOf(find('google-flights'), 'flight', { from: 'Berlin', to: 'Lisbon' })).toMatch(/to\+Lisbon$/);
    expect(addressOf(find('rome2rio'), 'train', { from: 'Lisbon', to: 'A/B ?#' })).toBe(
      'https://www.rome2rio.com/map/Lisbon/A%2FB%20%3F%23',
    );
  });

  it('are none where what is looked for is missing, or would be another path', () => {
    expect(addressOf(find('booking'), 'stay', { adults: 2 })).toBeUndefined();
    expect(addressOf(find('booking'), 'flight', search)).toBeUndefined();
    expect(addressOf(find('google-flights'), 'flight', { from: 'Berlin' })).toBeUndefined();
    for (const to of ['.', '..', '...', '']) expect(addressOf(find('rome2rio'), 'train', { from: 'Lisbon', to })).toBeUndefined();
  });

  it('carry the operator’s id where there is one', () => {
    const providers = bookingProviders(undefined, { booking: '123456', viator: 'P00012345' });
    expect(addressOf(find('booking', providers), 'stay', search)).toMatch(/&aid=123456$/);
    expect(addressOf(find('viator', providers), 'activity', { place: 'Belém' })).toMatch(/&pid=P00012345$/);
    expect(addressOf(find('getyourguide', providers), 'activity', { place: 'Belém' })).not.toContain('partner_id');
  });

  it('are on the provider’s host whatever the words say, and each word is put in once', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('//evil.example', '@evil.example', '\r\nLocation: x', '{from}', '[{to}]', '%2f..%2f', '?&#', '\\\\evil'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...bookingProviders()),
        fc.constantFrom(...bookingKind.options),
        word,
        word,
        word,
        (provider, kind, place, from, to) => {
          const address = addressOf(provider, kind, { place, country: from, from, to, start: '2027-05-10', lat: 1, lon: 2 });
          const text = provider.links[kind];
          expect(address === undefined || text !== undefined).toBe(true);
          if (address === undefined || text === undefined) return;
          expect(new URL(address).origin).toBe(new URL(text.replace(/[{}[\]]/g, 'x')).origin);
          expect(address).toMatch(/^https:\/\/[\x21-\x7e]+$/);
          if (provider.id === 'viator') expect(new URL(address).searchParams.get('text')).toBe(place.toWellFormed());
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('what an operator says', () => {
  it('takes providers away, adds others and puts one in another’s place', () => {
    const own = {
      id: 'inn',
      name: 'Inn',
      links: { stay: 'https://inn.example/find/{place}?from={start}' },
      affiliate: { parameter: 'ref', id: 'me' },
    };
    const other = { id: 'osm', name: 'Map', links: { map: 'https://map.example/?at={lat},{lon}' } };
    const providers = bookingProviders(settings({ without: ['hotels'], providers: [own, other] }));
    expect(providers.map(({ id }) => id)).not.toContain('hotels');
    expect(addressOf(find('inn', providers), 'stay', { place: 'Évora', start: '2027-05-10' })).toBe(
      'https://inn.example/find/%C3%89vora?from=2027-05-10&ref=me',
    );
    expect(find('osm', providers).name).toBe('Map');
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    [
      'an unknown word',
      settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://inn.example/?q={city}' } }] }),
      /knows no \{city\}/,
    ],
    ['http', settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'http://inn.example/' } }] }), /https/],
    ['javascript', settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'javascript:alert(1)' } }] }), /https/],
    ['a host out of the search', settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://{place}/' } }] }), /name its host/],
    [
      'a part of one',
      settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://{place}.inn.example/' } }] }),
      /name its host/,
    ],
    [
      'a name and a password',
      settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://a:b@inn.example/' } }] }),
      /neither a name/,
    ],
    ['a port', settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://inn.example:8443/' } }] }), /port/],
    [
      'an address of a network',
      settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://127.0.0.1/' } }] }),
      /host with a name/,
    ],
    ['this machine', settings({ providers: [{ id: 'inn', name: 'I', links: { stay: 'https://localhost/' } }] }), /host with a name/],
    ['a kind there is not', settings({ providers: [{ id: 'inn', name: 'I', links: { cruise: 'https://inn.example/' } }] }), /cruise/],
    ['a field there is not', settings({ hosts: [] }), /hosts/],
    ['an id with a parameter in it', settings({ affiliateIds: { booking: '1&x=2' } }), /not an id/],
    ['an id for nobody', settings({ affiliateIds: { nobody: '1' } }), /no provider called nobody/],
    ['an id where there is no place for one', settings({ affiliateIds: { osm: '1' } }), /no parameter/],
    ['somebody to be without who is not there', settings({ without: ['nobody'] }), /no provider called nobody/],
    [
      'two of one name',
      settings({
        providers: [
          { id: 'inn', name: 'I', links: {} },
          { id: 'inn', name: 'J', links: {} },
        ],
      }),
      /two providers/,
    ],
  ])('refuses %s', (_, text, reason) => {
    expect(() => bookingProviders(text)).toThrow(BookingSettingsRefused);
    expect(() => bookingProviders(text)).toThrow(reason);
  });

  it('refuses an id of the environment that is none', () => {
    expect(() => bookingProviders(undefined, { booking: 'a b' })).toThrow(/not one/);
  });
});
