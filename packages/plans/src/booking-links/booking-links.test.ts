import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlans, TRIP } from '../testing.ts';
import { bookingProviders } from './providers.ts';
import { searchesOf } from './searches.ts';

describe.each(ENGINES)('booking links on %s', (engine) => {
  let test: TestDatabase;
  let app: Awaited<ReturnType<typeof startPlans>>;
  let ana: Actor;
  let ben: Actor;
  beforeAll(async () => {
    test = await openTestDatabase(engine);
    app = await startPlans(test, { providers: bookingProviders(undefined, { booking: '42' }) });
    ana = await app.person('Ana');
    ben = await app.person('Ben');
  });
  afterAll(() => test.remove());

  const make = () =>
    app.anyone(ana).plans.create({
      ...TRIP,
      origin: 'Berlin',
      destinations: [
        { name: 'Lisbon', nights: 2 },
        { name: 'Porto', nights: 1 },
      ],
      dates: { start: '2027-05-10', end: '2027-05-13' },
      travellers: { adults: 2, childrenAges: [6] },
      budget: { amount: 900_000, currency: 'EUR', includesTransport: true },
    });
  const searchesFor = (plan: Awaited<ReturnType<typeof make>>, kind: string) =>
    searchesOf(plan)
      .filter((search) => search.kind === kind)
      .map(({ words }) => words);

  it('looks for stays of all nights in one city, ways between cities and home, and tickets', async () => {
    const plan = await make();
    const lisbon = { place: 'Lisbon', country: 'Portugal', start: '2027-05-10', end: '2027-05-12', adults: 2, children: 1 };
    const porto = { ...lisbon, place: 'Porto', start: '2027-05-12', end: '2027-05-13' };
    expect(searchesFor(plan, 'stay')).toEqual([lisbon, lisbon, porto]);
    const ways = searchesOf(plan).filter(({ kind }) => kind === 'flight' || kind === 'train');
    expect(ways.map(({ words: { from, to, start } }) => `${from} ${to} ${start}`)).toEqual(
      expect.arrayContaining(['Berlin Lisbon 2027-05-10', 'Lisbon Porto 2027-05-12', 'Porto Berlin 2027-05-13']),
    );
    expect(searchesFor(plan, 'activity').length).toBeGreaterThan(3);
    expect(searchesFor(plan, 'activity')[0]).toMatchObject({ place: expect.stringContaining('Lisbon'), start: '2027-05-10' });
  });

  it('gives links of this server by item, which say where the operator earns', async () => {
    const plan = await make();
    const { items } = await app.anyone(ana).plans.bookingLinks({ id: plan.id });
    const stay = plan.days[0]?.items.find(({ kind }) => kind === 'stay');
    const links = items.find(({ itemId }) => itemId === stay?.id)?.links;
    expect(links).toEqual([
      {
        provider: 'Booking.com',
        kind: 'stay',
        label: 'Stays for these nights: Booking.com',
        href: '/go/booking/stay?place=Lisbon&country=Portugal&start=2027-05-10&end=2027-05-12&adults=2&children=1',
        earns: true,
      },
      expect.objectContaining({ provider: 'Hotels.com', earns: false }),
    ]);
    for (const { links: all } of items) for (const { href } of all) expect(href).toMatch(/^\/go\/[a-z0-9-]+\/[a-z]+\?[\x21-\x7e]+$/);
    // Nothing of this is part of the plan itself.
    expect(JSON.stringify(await app.anyone(ana).plans.get({ id: plan.id }))).not.toContain('/go/');
  });

  it('tells others neither dates they are not told, nor where home is', async () => {
    const plan = await make();
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'public' });
    const seen = await app.anyone(ben).plans.get({ id: plan.id });
    const hidden = searchesOf({ ...seen, datesHidden: true });
    expect(JSON.stringify(hidden)).not.toMatch(/2027-|Berlin/);
    expect(hidden.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stay', 'activity']));
    expect(JSON.stringify(await app.anyone(ben).plans.bookingLinks({ id: plan.id }))).not.toContain('Berlin');
    await app.anyone(ana).plans.setVisibility({ id: plan.id, visibility: 'private' });
    const failure = expect.objectContaining({ cause: expect.objectContaining({ code: 'not-found' }) });
    await expect(app.anyone(ben).plans.bookingLinks({ id: plan.id })).rejects.toEqual(failure);
    await expect(app.anyone().plans.bookingLinks({ id: plan.id })).rejects.toEqual(failure);
  });

  it('counts what was followed by day, provider and kind, on any number of nodes, and nothing of who', async () => {
    const { bookingLinks: bookings } = app.plans;
    const other = await startPlans(test, { providers: bookingProviders() });
    other.clock.ms = app.clock.ms;
    for (let turn = 0; turn < 5; turn += 1) bookings.follow('booking', 'stay', { place: 'Lisbon' });
    other.plans.bookingLinks.follow('booking', 'stay', { place: 'Porto' });
    bookings.follow('viator', 'activity', { place: 'Belém' });
    expect(() => bookings.follow('nobody', 'stay', { place: 'Lisbon' })).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(() => bookings.follow('booking', 'flight', { place: 'Lisbon' })).toThrow(expect.objectContaining({ code: 'not-found' }));
    await Promise.all([bookings.flush(), other.plans.bookingLinks.flush(), bookings.flush()]);
    bookings.follow('booking', 'stay', { place: 'Lisbon' });
    await app.plans.stop();
    const rows = await test.db.read.select().from(test.db.tables.bookingClicks);
    expect(rows.toSorted((a, b) => a.provider.localeCompare(b.provider))).toEqual([
      { day: '2027-01-01', provider: 'booking', kind: 'stay', clicks: 7 },
      { day: '2027-01-01', provider: 'viator', kind: 'activity', clicks: 1 },
    ]);
  });
});
