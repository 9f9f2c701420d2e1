import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { readBooking, type Reservation, type Spot } from './index.ts';

/** Reads the corpus and says what of it was read right. For tests. */

const moment = z.strictObject({ date: z.string(), time: z.string().optional(), timeZone: z.string().optional() });
const expected = z.strictObject({
  kind: z.string(),
  code: z.string().optional(),
  number: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  place: z.string().optional(),
  address: z.string().optional(),
  start: moment,
  end: moment.optional(),
  price: z.strictObject({ amount: z.number(), currency: z.string() }).optional(),
  people: z.number().optional(),
});
const expectation = z.strictObject({ reservations: z.array(expected) });
type Expected = z.infer<typeof expected>;

const FOLDER = new URL('./corpus/', import.meta.url);

export type Case = { name: string; content: Uint8Array; expected: Expected[] };

export function corpus(): Case[] {
  const files = readdirSync(FOLDER).toSorted();
  return files
    .filter((file) => !file.endsWith('.json'))
    .map((file) => ({
      name: file,
      content: readFileSync(fileURLToPath(new URL(file, FOLDER))),
      expected: expectation.parse(JSON.parse(readFileSync(fileURLToPath(new URL(`${file.replace(/\.\w+$/, '')}.json`, FOLDER)), 'utf8')))
        .reservations,
    }));
}

/** One fact of a confirmation: whether it was read right, and whether what was read was called certain. */
export type Fact = { file: string; field: string; right: boolean; sure: boolean; wanted: unknown; read: unknown };

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,.;·〒-]+/gu, '');
const isSpot = (spot: Spot | undefined, wanted: string): boolean =>
  spot !== undefined &&
  (wanted.length === 3 && wanted === wanted.toUpperCase() ? spot.iata === wanted : spot.city === wanted || spot.name.includes(wanted));

/** Every fact that a confirmation states, as it was read; a reservation that is none counts as one wrong fact. */
export async function factsOf({ name, content, expected: wanted }: Case, gazetteer: WorldGazetteer): Promise<Fact[]> {
  const { reservations } = await readBooking({ name, content }, { gazetteer, today: '2027-02-02' });
  const facts: Fact[] = [];
  const left = [...reservations];
  const add = (field: string, right: boolean, key: string, read: Reservation | undefined, values: [unknown, unknown]): void =>
    void facts.push({ file: name, field, right, sure: read?.confidence[key] === 'sure', wanted: values[0], read: values[1] });
  wanted.forEach((one, index) => {
    const at = left.findIndex((read) => read.kind === one.kind && read.start.date === one.start.date);
    const [read] = at >= 0 ? left.splice(at, 1) : left.splice(0, 1);
    const field = (label: string): string => `${index}.${label}`;
    add(field('kind'), read?.kind === one.kind, 'kind', read, [one.kind, read?.kind]);
    for (const end of ['start', 'end'] as const) {
      const [want, got] = [one[end], read?.[end]];
      if (want === undefined) continue;
      add(field(`${end}.date`), got?.date === want.date, `${end}.date`, read, [want.date, got?.date]);
      if (want.time !== undefined) add(field(`${end}.time`), got?.time === want.time, `${end}.time`, read, [want.time, got?.time]);
      if (want.timeZone !== undefined)
        add(field(`${end}.timeZone`), got?.timeZone === want.timeZone, `${end}.timeZone`, read, [want.timeZone, got?.timeZone]);
    }
    if (one.code !== undefined) add(field('code'), read?.code === one.code, 'code', read, [one.code, read?.code]);
    if (one.number !== undefined) add(field('number'), read?.number === one.number, 'number', read, [one.number, read?.number]);
    if (one.from !== undefined) add(field('from'), isSpot(read?.from, one.from), 'from', read, [one.from, read?.from]);
    if (one.to !== undefined) add(field('to'), isSpot(read?.to, one.to), 'to', read, [one.to, read?.to]);
    if (one.place !== undefined)
      add(field('place'), read?.place !== undefined && bare(read.place.name).includes(bare(one.place)), 'place', read, [
        one.place,
        read?.place?.name,
      ]);
    if (one.address !== undefined)
      add(field('address'), bare(read?.place?.address ?? '') === bare(one.address), 'address', read, [one.address, read?.place?.address]);
    if (one.price !== undefined) add(field('price'), isDeepStrictEqual(read?.price, one.price), 'price', read, [one.price, read?.price]);
    if (one.people !== undefined) add(field('people'), read?.people === one.people, 'people', read, [one.people, read?.people]);
  });
  for (const extra of left) facts.push({ file: name, field: 'extra', right: false, sure: true, wanted: undefined, read: extra.title });
  if (wanted.length === 0 && left.length === 0)
    facts.push({ file: name, field: 'none', right: true, sure: true, wanted: undefined, read: undefined });
  return facts;
}
