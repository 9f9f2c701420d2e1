import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tripRequest, planDocument } from '@tripmaster/contracts';
import { createPlanMaker } from '../../engine.ts';
import { openGuideGazetteer } from '../../index.ts';
import { alsoGuidesFrom, listGuides, loadGuide } from '../index.ts';
import { findImportCity } from './city.ts';
import { readHours } from './hours.ts';
import { importGuide, overpassQuery, type ImportCity } from './index.ts';
import { kindOf } from './kinds.ts';

/** Written by hand in the shape of Overpass's answers; coordinates and tags are near the truth, numbers are made up. */
const SAMPLE = readFileSync(new URL('./evora.overpass.json', import.meta.url), 'utf8');

function evora(): ImportCity {
  const found = findImportCity('Évora');
  if (!('city' in found)) throw new Error('no Évora');
  return found.city;
}

describe('the city of an import', () => {
  it('is the one that a name means', () => {
    expect(evora()).toMatchObject({
      id: 'evora-pt',
      name: 'Évora',
      country: 'PT',
      timeZone: 'Europe/Lisbon',
      currency: 'EUR',
      language: 'pt',
    });
  });

  it('is asked back for, unknown, or in the catalogue already', () => {
    expect(findImportCity('Springfield')).toMatchObject({ choices: expect.arrayContaining([expect.stringContaining('Illinois')]) });
    expect(findImportCity('Springfield, Illinois')).toMatchObject({ city: { id: 'springfield-us' } });
    expect(findImportCity('Xyzzyville')).toEqual({ choices: [] });
    expect(findImportCity('Lisboa')).toEqual({ covered: 'Lisbon' });
  });
});

describe('a guide made of what Overpass answered', () => {
  const made = importGuide(evora(), SAMPLE, '2026-11');
  const byId = new Map(made.guide.places.map((place) => [place.id, place]));

  it('has the places once each, the best known first, and says what was left out', () => {
    expect([...byId.keys()]).toEqual([
      'cathedral-of-evora',
      'roman-temple-of-evora',
      'chapel-of-bones',
      'agua-de-prata-aqueduct',
      'almendres-cromlech',
      'frei-manuel-do-cenaculo-national-museum',
      'palace-of-the-dukes-of-cadaval',
      'casa-da-balanca',
      'miradouro-do-jardim-diana',
      'jardim-publico-de-evora',
    ]);
    expect(made.left).toEqual({ nameless: 1, unclear: 2, far: 1, twice: 1, beyond: 0 });
    expect(made.guide).toMatchObject({ source: '© OpenStreetMap contributors (ODbL 1.0)', asOf: '2026-11', areas: [] });
  });

  it('takes facts as they stand, and leaves unknown what is', () => {
    expect(byId.get('roman-temple-of-evora')).toMatchObject({
      localName: 'Templo Romano de Évora',
      category: 'ruins',
      hours: '24/7',
      stepFree: 'yes',
      lat: 38.5726,
      price: { adult: 0, child: 0, freeUnder: 0 },
    });
    expect(byId.get('cathedral-of-evora')).toMatchObject({ category: 'cathedral', hours: 'Mo-Su 09:00-17:00', stepFree: 'partial' });
    expect(byId.get('cathedral-of-evora')?.price).toBeUndefined();
    expect(byId.get('chapel-of-bones')?.hours).toBe('Apr-Sep 09:00-18:30; Oct-Mar 09:00-17:00; Jan 01,easter,Dec 24,Dec 25 off');
    expect(byId.get('frei-manuel-do-cenaculo-national-museum')?.hours).toBe('Tu-Su 10:00-13:00,14:00-18:00; Mo off');
    expect(byId.get('casa-da-balanca')).toMatchObject({ name: 'Casa da Balança', stepFree: 'unknown' });
    expect(byId.get('agua-de-prata-aqueduct')).toMatchObject({ lat: 38.579, lon: -7.912 });
    expect(byId.get('jardim-publico-de-evora')).toMatchObject({
      note: 'From OpenStreetMap: verify before you go. Hours as written there: sunrise-sunset',
    });
    for (const id of ['jardim-publico-de-evora', 'palace-of-the-dukes-of-cadaval', 'casa-da-balanca'])
      expect(byId.get(id)?.hours, id).toBeUndefined();
    expect(made.withHours).toBe(4);
  });

  it.each([
    ['no JSON', '<html>'],
    ['no list of elements', '{}'],
    ['0 places can be made of it', '{"elements":[]}'],
  ])('says that it is %s', (why, text) => {
    expect(() => importGuide(evora(), text, '2026-11')).toThrow(why);
  });

  it('keeps to the best known, by ids that are each one place', () => {
    const many = Array.from({ length: 120 }, (_, id) => ({
      type: 'node',
      id,
      lat: 38.5 + id / 800,
      lon: -7.9,
      tags: { name: id % 2 === 0 ? '教堂' : 'The Museum', tourism: 'museum' },
    }));
    const { guide, left } = importGuide(evora(), JSON.stringify({ elements: many }), '2026-11');
    expect(guide.places.length).toBe(80);
    expect(left.beyond).toBe(40);
    expect(new Set(guide.places.map(({ id }) => id)).size).toBe(80);
  });

  it('is made in time of a large city', () => {
    const city = evora();
    const elements = Array.from({ length: 20_000 }, (_, n) => ({
      type: 'node',
      id: n,
      lat: city.lat + (n % 100) / 2_000,
      lon: city.lon,
      tags: { name: `Museum ${n}`, tourism: 'museum' },
    }));
    const started = performance.now();
    expect(importGuide(city, JSON.stringify({ elements }), '2026-11').left.beyond).toBe(19_920);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('asks Overpass around the centre', () => {
    expect(overpassQuery({ lat: 38.5, lon: -7.9 }, 5_000)).toMatch(/^\[out:json\].*\(around:5000,38.5,-7.9\).*out center tags;$/);
  });
});

describe('opening hours of OpenStreetMap', () => {
  it.each([
    ['24/7', '24/7'],
    ['Mo-Fr 9:00-17:00; Sa 10:00 - 12:00;', 'Mo-Fr 09:00-17:00; Sa 10:00-12:00'],
    ['Tu–Su 10:00–18:00', 'Tu-Su 10:00-18:00'],
    ['Mo-Su 10:00-18:00; PH off', 'Mo-Su 10:00-18:00; PH off'],
    ['May-Sep: Mo, We 10:00-18:00', 'May-Sep Mo,We 10:00-18:00'],
    ['10:00-18:00; Dec 25-Jan 1 closed', '10:00-18:00; Dec 25-Jan 01 off'],
    ['Fr-Sa 20:00-02:00', 'Fr-Sa 20:00-02:00'],
  ])('%s is understood', (written, hours) => {
    expect(readHours(written, 2026)).toBe(hours);
  });

  it.each([
    'sunrise-sunset',
    'Mo-Fr 10:00-17:00, Sa 10:00-12:00',
    'Mo-Fr 10:00-12:00; Mo-Fr 14:00-18:00',
    'Mo-Fr 10:00-17:00 || "on request"',
    'Mo-Fr 10:00+',
    'SH Mo-Fr 10:00-17:00',
    'week 1-20 Mo-Fr 10:00-17:00',
    '2024 Jul 10:00-17:00',
    'Tu-Su',
    'off',
    'Mo-Fr 25:00-26:00',
    'Dec 24 10:00-12:00',
    'Mo[2] 10:00-12:00 unknown',
    'Mo 10:00-12:00; '.repeat(30),
    '',
  ])('%s stays unknown', (written) => {
    expect(readHours(written, 2026)).toBeUndefined();
  });
});

describe('kinds', () => {
  it.each([
    [{ tourism: 'museum', historic: 'castle' }, 'museum'],
    [{ tourism: 'attraction', historic: 'castle' }, 'castle'],
    [{ historic: 'memorial', wikidata: 'Q1' }, 'memorial'],
    [{ historic: 'memorial' }, undefined],
    [{ amenity: 'place_of_worship', religion: 'muslim', tourism: 'attraction' }, 'mosque'],
    [{ amenity: 'place_of_worship', religion: 'muslim' }, undefined],
    [{ tourism: 'hotel' }, undefined],
    [{ historic: 'constructor' }, undefined],
    [{ leisure: 'park' }, 'park'],
  ])('%j is %s', (tags, kind) => {
    expect(kindOf(tags)).toBe(kind);
  });
});

describe('an imported guide in the engine', () => {
  let folder = '';
  afterEach(async () => {
    alsoGuidesFrom('', () => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  it('makes plans that verify, and say whose places these are and what nobody knows', async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-guides-'));
    const { guide } = importGuide(evora(), SAMPLE, '2026-11');
    await writeFile(join(folder, 'evora-pt.json'), JSON.stringify(guide));
    await writeFile(join(folder, 'broken-pt.json'), '{');
    await writeFile(join(folder, 'other-pt.json'), JSON.stringify(guide));
    await writeFile(join(folder, 'lisbon.json'), JSON.stringify({ ...guide, id: 'lisbon' }));
    await writeFile(join(folder, 'shape-pt.json'), JSON.stringify({ ...guide, id: 'shape-pt', mayor: 'x' }));
    const faults: string[] = [];
    alsoGuidesFrom(folder, (fault) => faults.push(fault));
    expect(listGuides().at(-1)?.id).toBe('evora-pt');
    expect(await loadGuide('evora-pt')).toEqual(guide);
    expect((await loadGuide('lisbon')).source).toBeUndefined();
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['broken-pt.json', 'lisbon.json', 'other-pt.json', 'shape-pt.json']);

    const make = createPlanMaker({ gazetteer: openGuideGazetteer(), now: () => Date.parse('2026-11-23T09:00:00Z') });
    const request = tripRequest.parse({
      destinations: [{ name: 'Évora' }],
      dates: { start: '2027-05-13', end: '2027-05-14' },
      travellers: { adults: 2, childrenAges: [] },
      interests: [],
      dietary: [],
      accessibility: [],
    });
    const made = planDocument.parse(await make(request, {}));
    expect(made.verification.violations).toEqual([]);
    const items = made.days.flatMap((day) => day.items);
    const temple = items.find(({ title }) => title === 'Roman Temple of Évora');
    expect(temple).toMatchObject({ cost: { amount: 0 }, hours: { source: '© OpenStreetMap contributors (ODbL 1.0), usual hours' } });
    expect(made.notices.map(({ message }) => message).join(' ')).toContain(
      'The places of Évora are © OpenStreetMap contributors (ODbL 1.0)',
    );
    for (const item of items) if (item.kind === 'stay' || item.kind === 'meal') expect(item.cost).toBeUndefined();
  });
});
