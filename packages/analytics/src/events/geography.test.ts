import { describe, expect, it, vi } from 'vitest';
import { countryOf, countryOfLanguages, countryOfZone } from './geography.ts';

describe('where somebody is', () => {
  it('is what the network says, else the time zone, else the language', () => {
    const languages = 'de-AT,de;q=0.9';
    expect(countryOf({ country: 'PT', languages }, 'Asia/Tokyo')).toBe('PT');
    expect(countryOf({ country: undefined, languages }, 'Asia/Tokyo')).toBe('JP');
    expect(countryOf({ country: 'ZZ', languages }, 'Nowhere/Else')).toBe('AT');
    expect(countryOf({ country: undefined, languages }, 'UTC')).toBe('AT');
    expect(countryOf({ country: undefined }, 'Etc/GMT+3')).toBeUndefined();
    expect(countryOf({ country: undefined })).toBeUndefined();
  });

  it.each([
    ['Europe/Lisbon', 'PT'],
    ['Atlantic/Azores', 'PT'],
    ['Asia/Kolkata', 'IN'],
    ['Asia/Calcutta', 'IN'],
    ['Europe/Kyiv', 'UA'],
    ['Europe/Oslo', 'NO'],
    ['Europe/Amsterdam', 'NL'],
    ['America/Argentina/Buenos_Aires', 'AR'],
    ['Asia/Ho_Chi_Minh', 'VN'],
    ['Asia/Kathmandu', 'NP'],
    ['America/Nuuk', 'GL'],
    ['America/New_York', 'US'],
    ['Pacific/Auckland', 'NZ'],
    ['Asia/Hong_Kong', 'HK'],
    ['Atlantic/Canary', 'ES'],
    ['Pacific/Kanton', 'KI'],
    ['UTC', undefined],
    ['+01:00', undefined],
    ['__proto__', undefined],
    ['x'.repeat(10_000), undefined],
  ])('knows the country of %s', (zone, country) => {
    expect(countryOfZone(zone)).toBe(country);
  });

  it('neither looks up nor remembers what is too long for the name of a zone: a stranger’s 64 KiB a call would fill the memory', () => {
    const look = vi.spyOn(Intl, 'DateTimeFormat');
    const remember = vi.spyOn(Map.prototype, 'set');
    expect(countryOfZone('Z'.padEnd(60_000, 'x'))).toBeUndefined();
    expect([look.mock.calls, remember.mock.calls]).toEqual([[], []]);
    vi.restoreAllMocks();
  });

  it('knows a country for nearly every zone of the runtime, and none that is no country', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter((zone) => /^(?!Etc\/)\w+\//.test(zone));
    const found = zones.map((zone) => countryOfZone(zone));
    expect(zones.filter((_zone, index) => found[index] === undefined)).toEqual([]);
    expect(new Set(found).size).toBeGreaterThan(230);
    for (const country of found) expect(country).toMatch(/^[A-Z]{2}$/);
    for (const none of ['EU', 'UN', 'XA', 'XB', 'ZZ', 'IC', 'AC']) expect(found).not.toContain(none);
  });

  it.each([
    ['en-GB,en;q=0.9', 'GB'],
    ['en,pt;q=0.8,pt-BR;q=0.9', 'BR'],
    ['zh-Hant-TW', 'TW'],
    ['es-419,es-MX;q=0.5', 'MX'],
    ['en', undefined],
    ['*', undefined],
    ['', undefined],
    ['en-', undefined],
    ['x-private-GB', undefined],
    [';;;,,,q=', undefined],
    ['a'.repeat(100_000), undefined],
  ])('reads the region of the languages %s', (header, country) => {
    expect(countryOfLanguages(header)).toBe(country);
  });
});
