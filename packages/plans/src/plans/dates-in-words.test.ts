import { describe, expect, it } from 'vitest';
import { tellsOneOf } from './dates-in-words.ts';

const tells = tellsOneOf(['2027-05-13', '2027-05-14', '2027-05-15', '2027-06-02']);

describe('a text that tells one of the dates', () => {
  it.each([
    'Lisbon, 2027-05-13',
    'https://stay.example/?in=20270513&out=20270515',
    'Lisbon 13 May',
    'Lisbon 12–14 May 2027',
    'On the 13th of May',
    'May 14th, at last',
    'may 14',
    'Lissabon, 13. Mai',
    'Lissabon am 13.5.',
    'Lissabon am 13.05.2027',
    '5/14 to 5/15',
    'Lisbonne, le 13 mai',
    '2 de junio en Lisboa',
    '13 de maio',
    'Лиссабон, 13 мая',
    'リスボン 5月13日',
    '02/06',
  ])('%s', (text) => expect(tells(text)).toBe(true));
});

describe('a text that tells none', () => {
  it.each([
    'Lisbon in May 2027',
    'Lisbon in five days',
    '25 de Abril Bridge',
    'Museum of 1914',
    'Lisbon 16 May',
    'May 130',
    '2027-05-16',
    'Platform 13',
    'Room 513',
    'https://www.openstreetmap.org/?mlat=38.71391&mlon=-9.13351#map=17/38.71391/-9.13351',
  ])('%s', (text) => expect(tells(text)).toBe(false));
});
