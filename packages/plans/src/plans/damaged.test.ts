import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { errorShape, type Actor } from '@tripmaster/rpc';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { readDocument, writeDocument } from './document.ts';

type Stored = { format: number; sum?: number; document: Record<string, unknown> };
type AnyDay = { items: Record<string, unknown>[] };

/** Ways in which a row of a database may have been damaged: by a disk, an old program, or somebody's hand. */
const DAMAGES: Readonly<Record<string, (text: string) => string>> = {
  'a latitude of 999': (text) => text.replace(/"lat":[-\d.]+/g, '"lat":999'),
  'a price in letters': (text) => text.replace(/"amount":\d+/g, '"amount":"abc"'),
  'a time that is none': (text) => text.replace(/"start":"\d\d:\d\d"/g, '"start":"not-a-date"'),
  'a kind that nobody knows': (text) => text.replace(/"kind":"\w+"/g, '"kind":"séance"'),
  'a date that the calendar has not': (text) => text.replaceAll('2027-05-10', '2027-02-30'),
  'no days': (text) => edited(text, ({ days: _days, ...document }) => document),
  'an item too many fields': (text) => edited(text, (document) => ({ ...document, surprise: true })),
  'the same, by an older program': (text) => JSON.stringify({ format: 1, document: { ...documentOf(text), title: 7 } }),
  'half of it': (text) => text.slice(0, text.length / 2),
  'broken JSON': (text) => text.replace('{', '{{'),
  'another thing altogether': () => '[]',
  null: () => 'null',
  nothing: () => '',
};

function documentOf(text: string): Record<string, unknown> {
  const stored: Stored = JSON.parse(text);
  return stored.document;
}

function edited(text: string, change: (document: Record<string, unknown>) => Record<string, unknown>): string {
  const stored: Stored = JSON.parse(text);
  return JSON.stringify({ ...stored, document: change(stored.document) });
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => errorShape(error).data.code,
  );

describe.each(ENGINES)('damaged trips on %s', (engine) => {
  let test: TestDatabase;
  let world: Awaited<ReturnType<typeof startPlans>>;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    world = await startPlans(test);
  });
  afterAll(() => test.remove());

  const set = (id: string, document: string) =>
    test.db.write(
      async (tx) =>
        void (await tx.update(test.db.tables.planDocuments).set({ document }).where(eq(test.db.tables.planDocuments.planId, id))),
    );
  const collect = async (actor: Actor) => {
    const entries = [];
    for await (const entry of world.plans.personalData(actor.userId)) entries.push(entry);
    return entries;
  };

  it.each(Object.keys(DAMAGES))('with %s are said to be, and take nothing else along', async (damage) => {
    const [ana, ben] = [await world.person('Ana'), await world.person('Ben')];
    const [sound, broken] = [await world.anyone(ana).plans.create(TRIP), await world.anyone(ana).plans.create(TRIP)];
    const before = await world.plans.plans.stored(ana, broken.id);
    const text = DAMAGES[damage]?.(before) ?? '';
    expect(text).not.toBe(before);
    await set(broken.id, text);

    expect(await codeOf(world.anyone(ana).plans.get({ id: broken.id }))).toBe('unreadable-file');
    expect(await codeOf(world.anyone(ana).plans.update({ id: broken.id, version: 1, operations: [] }))).not.toBe('internal');
    expect(await codeOf(world.anyone(ana).plans.verify({ id: broken.id }))).toBe('unreadable-file');
    expect(await world.plans.plans.stored(ana, broken.id)).toBe(text);
    expect((await world.anyone(ana).plans.list()).items.map(({ id }) => id)).toEqual([broken.id, sound.id]);
    expect((await world.anyone(ana).plans.get({ id: sound.id })).id).toBe(sound.id);
    const mine = (await collect(ana))
      .filter(({ section }) => section === 'plans')
      .map(({ entry }) => ['document' in entry, entry['damaged']]);
    expect(mine).toEqual([
      [true, undefined],
      [false, text],
    ]);
    // It may be thrown away, and brought back as it was.
    expect(await codeOf(world.anyone(ana).plans.delete({ id: broken.id }))).toBe('done');
    expect(await codeOf(world.anyone(ana).plans.undelete({ id: broken.id }))).toBe('done');

    expect(await codeOf(world.anyone(ben).plans.get({ id: broken.id }))).toBe('not-found');
    expect(await codeOf(world.plans.plans.stored(ben, broken.id))).toBe('not-found');
  });

  it('whose own row is damaged stand in the list as that', async () => {
    const ana = await world.person('Ana');
    const [sound, broken] = [await world.anyone(ana).plans.create(TRIP), await world.anyone(ana).plans.create(TRIP)];
    const { plans } = test.db.tables;
    for (const damage of [
      { startDate: 'not-a-date' },
      { destinations: sql.raw("'[\"Lis'") },
      { stopsPerDay: sql.raw("'{}'") },
      { currency: 'euros' },
      { rulesHolding: 99 },
    ]) {
      await test.db.write(async (tx) => void (await tx.update(plans).set(damage).where(eq(plans.id, broken.id))));
      const { items } = await world.anyone(ana).plans.list();
      expect(items).toMatchObject([
        { id: broken.id, title: broken.title, damaged: true },
        { id: sound.id, title: sound.title },
      ]);
      expect(items[1]).not.toHaveProperty('damaged');
    }
  });
});

describe('a stored document', () => {
  it('is read as it was written, in today’s format and in the one before', async () => {
    const test = await openTestDatabase('sqlite');
    const world = await startPlans(test);
    const ana = await world.person('Ana');
    const { id } = await world.anyone(ana).plans.create(TRIP);
    const text = await world.plans.plans.stored(ana, id);
    const document = readDocument(text);
    expect(writeDocument(document)).toBe(text);
    expect(readDocument(JSON.stringify({ format: 1, document }))).toEqual(document);
    // Changed by hand and still a plan: it is one.
    const hand = text.replace(document.title, 'By hand');
    expect(readDocument(hand)).toMatchObject({ title: 'By hand' });
    const [day]: AnyDay[] = JSON.parse(JSON.stringify(document.days));
    expect(day?.items.length).toBeGreaterThan(0);
    await test.remove();
  });
});
