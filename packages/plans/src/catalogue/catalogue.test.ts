import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { checkCatalogue } from '../../catalogue/check.ts';
import { UnknownGuideError, catalogueFolder, listGuides, loadGuide } from './index.ts';
import { guideFaults } from './proof.ts';
import { cityGuideSchema } from './schema.ts';

describe('the catalogue', () => {
  it('has no fault, and an index that is up to date', async () => {
    const report = await checkCatalogue(catalogueFolder());
    expect(report.faults).toEqual([]);
    expect(readFileSync(new URL('index.json', catalogueFolder()), 'utf8')).toBe(report.index);
  });

  it('lists its guides, and loads each by its id', async () => {
    const guides = listGuides();
    expect(guides.map((guide) => guide.id)).toContain('lisbon');
    expect(new Set(guides.map((guide) => guide.id)).size).toBe(guides.length);
    for (const summary of guides) {
      const { id, name, country, lat, lon } = summary;
      expect(await loadGuide(id)).toMatchObject({ id, name, country, lat, lon });
    }
  });

  it('reads one guide once, also when asked for twice at the same time', async () => {
    const [first, second] = await Promise.all([loadGuide('lisbon'), loadGuide('lisbon')]);
    expect(first).toBe(second);
    expect(await loadGuide('lisbon')).toBe(first);
  });

  it.each(['atlantis', '', 'index', '../package', 'lisbon.json'])('knows no guide %j', async (id) => {
    await expect(loadGuide(id)).rejects.toThrow(UnknownGuideError);
  });
});

describe('the check', () => {
  const lisbon = () => cityGuideSchema.parse(JSON.parse(readFileSync(new URL('lisbon.json', catalogueFolder()), 'utf8')));

  it.each([
    ['lat', 'km from the centre', { lat: 41.15 }],
    ['area', 'no area atlantis', { area: 'atlantis' }],
    ['hours', 'open only 0 weeks a year', { hours: 'Mo off' }],
    ['hours', 'no opening at all in 3 weeks', { hours: '10:00-18:00; Feb off' }],
    ['hours', 'open only 5 weeks a year', { hours: 'Feb 10:00-18:00' }],
    ['price', 'costs more than a luxury night', { price: { adult: 180_000, child: 0, freeUnder: 13 } }],
    ['price', 'price too small to be real', { price: { adult: 18, child: 9, freeUnder: 13 } }],
    ['id', 'two places have the id', { id: 'belem-tower' }],
    ['id', 'an area and a place have the id', { id: 'alfama' }],
  ])('finds a wrong %s: %s', (_field, fault, change) => {
    const guide = lisbon();
    const [first, ...rest] = guide.places;
    if (!first) throw new Error('Lisbon has no places');
    const faults = guideFaults({ ...guide, places: [{ ...first, ...change }, ...rest] });
    expect(faults.join('\n')).toContain(fault);
  });

  it('finds the same place twice, and too few places and areas', () => {
    const guide = lisbon();
    const [first] = guide.places;
    if (!first) throw new Error('Lisbon has no places');
    const faults = guideFaults({ ...guide, areas: [], places: [first, { ...first, id: 'again' }] });
    expect(faults).toContain('jeronimos and again are the same place');
    expect(faults).toContain('2 places, 15 needed');
    expect(faults).toContain('no area for stay');
  });

  it('refuses what the schema does not know', () => {
    const guide = lisbon();
    expect(cityGuideSchema.safeParse({ ...guide, mayor: 'x' }).success).toBe(false);
    expect(cityGuideSchema.safeParse({ ...guide, timeZone: 'Europe/Porto' }).success).toBe(false);
    const [first] = guide.places;
    const wrong = { ...guide, places: [{ ...first, hours: 'always' }] };
    expect(cityGuideSchema.safeParse(wrong).error?.issues[0]?.message).toContain('cannot read "always"');
  });
});
