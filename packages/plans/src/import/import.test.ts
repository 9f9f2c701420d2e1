import { AppError, addDays, type ImportProposal, type Plan, type PlanOperation, type TripRequest } from '@tripmaster/contracts';
import { ENGINES, openTestDatabase, type TestDatabase } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planIcs } from '../export/ics.ts';
import { planJson } from '../export/json.ts';
import { startPlans, TRIP } from '../testing.ts';

type Started = Awaited<ReturnType<typeof startPlans>>;

/** A plan as our own export writes it. */
const exported = (plan: Plan): string => planJson(plan);
const ics = (...events: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//nobody//en',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const gpx = (body: string): string => `<?xml version="1.0"?>\n<gpx version="1.1" creator="x">\n${body}\n</gpx>`;

/** What of a plan has to survive. */
function lasting({
  id: _id,
  version: _version,
  createdAt: _created,
  updatedAt: _updated,
  role: _role,
  visibility: _visibility,
  verification,
  ...rest
}: Plan) {
  return { ...rest, verification: { ...verification, checkedAt: '' } };
}

function documentOf({ document }: ImportProposal) {
  if (document === undefined) throw new Error('no document');
  return document;
}

describe.each(ENGINES)('importing on %s', (engine) => {
  let test: TestDatabase;
  let started: Started;
  let anna: Awaited<ReturnType<Started['person']>>;
  let ben: typeof anna;
  let calls: ReturnType<Started['anyone']>;

  beforeAll(async () => {
    test = await openTestDatabase(engine);
    started = await startPlans(test);
    anna = await started.person('Anna');
    ben = await started.person('Ben');
    calls = started.anyone(anna);
  });
  afterAll(() => test.remove());

  const read = (content: string, name = 'file') => calls.plans.import({ name, content });
  const refusal = async (promise: Promise<unknown>): Promise<AppError> => {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : error;
    if (!(cause instanceof AppError)) throw new Error(`not refused as it should be: ${String(error)}`);
    return cause;
  };

  it('gives back an exported plan as it was', async () => {
    const plan = await calls.plans.create(TRIP);
    const proposal = await read(exported(plan));
    expect(proposal.format).toBe('tripmaster');
    const again = await calls.plans.acceptImport({ document: documentOf(proposal) });
    expect(again.id).not.toBe(plan.id);
    expect(lasting(again)).toEqual(lasting(plan));
  });

  it('takes no false claim of the guide for true', async () => {
    const plan = await calls.plans.create(TRIP);
    const forged = structuredClone(plan);
    const sight = forged.days.flatMap(({ items }) => items).find(({ kind }) => kind === 'sight');
    if (sight?.place === undefined) throw new Error('no sight');
    sight.place = { ...sight.place, lat: sight.place.lat + 0.01 };
    const item = documentOf(await read(exported(forged)))
      .days.flatMap(({ items }) => items)
      .find(({ id }) => id === sight.id);
    expect(item).toMatchObject({ provenance: 'user', place: { source: 'user' } });
    expect(item?.hours).toBeUndefined();
    expect(item?.place?.id).toBeUndefined();
  });

  it('makes one plan of any number of acceptances with one key', async () => {
    const proposal = await read(
      ics(
        'UID:one@x\nDTSTART;TZID=Europe/Lisbon:20270514T100000\nDTEND;TZID=Europe/Lisbon:20270514T113000\nSUMMARY:Tile museum\nLOCATION:Lisboa',
      ),
    );
    const document = documentOf(proposal);
    const keyed = started.anyone(anna, { idempotencyKey: `key-${engine}` });
    const plans = await Promise.all([1, 2, 3].map(() => keyed.plans.acceptImport({ document })));
    expect(new Set(plans.map(({ id }) => id)).size).toBe(1);
  });

  it('keeps local times of calendars from anywhere', async () => {
    const proposal = await read(
      ics(
        'UID:tokyo@x\nDTSTART;TZID=Asia/Tokyo:20270514T090000\nDTEND;TZID=Asia/Tokyo:20270514T100000\nSUMMARY:Senso-ji\nLOCATION:Asakusa\\, Tokyo\\, Japan',
        'UID:utc@x\nDTSTART:20270515T010000Z\nDTEND:20270515T020000Z\nSUMMARY:Fish market\nGEO:35.665;139.77',
        'UID:float@x\nDTSTART:20270515T180000\nDURATION:PT2H\nSUMMARY:Dinner\nLOCATION:Shibuya\\, Tokyo',
        'UID:day@x\nDTSTART;VALUE=DATE:20270516\nSUMMARY:Buy a rail pass',
        'UID:hotel@x\nDTSTART;VALUE=DATE:20270514\nDTEND;VALUE=DATE:20270516\nSUMMARY:Hotel Kiyosumi\nLOCATION:Tokyo\\, Japan',
        'UID:weekly@x\nDTSTART;TZID=Tokyo Standard Time:20270514T070000\nDTEND;TZID=Tokyo Standard Time:20270514T073000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Tokyo Standard Time:20270515T070000\nSUMMARY:Run',
      ),
    );
    const document = documentOf(proposal);
    expect(document.days.map(({ date, city, timeZone }) => [date, city, timeZone])).toEqual([
      ['2027-05-14', 'Tokyo', 'Asia/Tokyo'],
      ['2027-05-15', 'Tokyo', 'Asia/Tokyo'],
      ['2027-05-16', 'Tokyo', 'Asia/Tokyo'],
    ]);
    const times = document.days.flatMap(({ date, items }) => items.map(({ title, start, end }) => `${date} ${start}-${end} ${title}`));
    expect(times).toEqual([
      '2027-05-14 07:00-07:30 Run',
      '2027-05-14 09:00-10:00 Senso-ji',
      '2027-05-14 15:00-09:00 Hotel Kiyosumi',
      '2027-05-15 10:00-11:00 Fish market',
      '2027-05-15 18:00-20:00 Dinner',
      '2027-05-15 21:00-11:00 Hotel Kiyosumi',
      '2027-05-16 07:00-07:30 Run',
    ]);
    expect(document.ideas?.map(({ title, date }) => [title, date])).toEqual([['Buy a rail pass', '2027-05-16']]);
  });

  it('keeps both zones of a flight', async () => {
    const document = documentOf(
      await read(
        ics(
          'UID:f@x\nDTSTART;TZID=Asia/Singapore:20270514T091500\nDTEND;TZID=America/Los_Angeles:20270514T090500\nSUMMARY:Flight to San Francisco\nLOCATION:Singapore Changi Airport\\, Singapore',
        ),
      ),
    );
    expect(document.days[0]).toMatchObject({ timeZone: 'Asia/Singapore' });
    expect(document.days[0]?.items[0]).toMatchObject({
      kind: 'transfer',
      start: '09:15',
      end: '09:05',
      arrival: { date: '2027-05-14', timeZone: 'America/Los_Angeles' },
    });
  });

  it('knows its own calendar again', async () => {
    const plan = await calls.plans.create(TRIP);
    const content = planIcs(plan);
    const into = await calls.plans.import({ name: 'trip.ics', content, into: plan.id });
    expect([into.changes, into.items.every(({ duplicate }) => duplicate)]).toEqual([undefined, true]);
    const times = (days: Plan['days']) =>
      days.flatMap(({ date, items }) => items.map(({ id, title, start, end }) => [date, id, title, start, end]));
    expect(times(documentOf(await read(content)).days)).toEqual(times(plan.days));
  });

  it('adds to a plan what it has not, and nothing twice', async () => {
    const plan = await calls.plans.create(TRIP);
    const content = ics(
      'UID:dinner@x\nDTSTART;TZID=Europe/Lisbon:20270510T210000\nDTEND;TZID=Europe/Lisbon:20270510T223000\nSUMMARY:Dinner at Zé\nLOCATION:Lisboa',
      'UID:far@x\nDTSTART;TZID=Europe/Lisbon:20270801T210000\nSUMMARY:Concert',
    );
    const proposal = await calls.plans.import({ name: 'x.ics', content, into: plan.id });
    expect(proposal.problems.map(({ reason }) => reason).join()).toContain('2027-08-01');
    const changes = proposal.changes;
    if (changes === undefined) throw new Error('no changes');
    const updated = await calls.plans.update({ id: plan.id, version: 1, operations: changes.operations });
    expect(updated.days).toEqual(changes.plan.days);
    expect(updated.verification.violations.length).toBe(changes.plan.verification.violations.length);
    const again = await calls.plans.import({ name: 'x.ics', content, into: plan.id });
    expect(again.changes).toBeUndefined();
    expect(again.items).toMatchObject([{ duplicate: true, title: 'Dinner at Zé' }]);
  });

  it.each([
    ['latitude 999', gpx('<wpt lat="999" lon="1"><name>A</name></wpt>'), 'unreadable-file', /line 3.*lat|lat/],
    ['an open element', gpx('<wpt lat="9" lon="1"><name>A</wpt>'), 'unreadable-file', /line 3/],
    [
      'entities by the billion',
      `<?xml version="1.0"?>\n<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<gpx><wpt lat="1" lon="1"><name>&b;</name></wpt></gpx>`,
      'unreadable-file',
      /line 3/,
    ],
    [
      'a file of the server’s',
      `<?xml version="1.0"?>\n<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<gpx><wpt lat="1" lon="1"><name>&x;</name></wpt></gpx>`,
      'unreadable-file',
      /line 3/,
    ],
    ['price abc', 'date,title,price\n2027-05-14,Museum,abc\n', 'unreadable-file', /line 2.*cost/],
    ['time not-a-date', 'date,title,time\n2027-05-14,Museum,not-a-date\n', 'unreadable-file', /line 2.*start/],
    ['date not-a-date', 'date,title,time\nnot-a-date,Museum,10:00\n', 'unreadable-file', /line 2.*date/],
    ['an unknown kind', 'date,title,kind\n2027-05-14,Museum,zebra\n', 'unreadable-file', /line 2.*kind/],
    ['an open quotation mark', 'date,title,kind\n2027-05-14,"Museum,sight\n', 'unreadable-file', /line 2/],
    ['a calendar cut off', ics('UID:a\nSUMMARY:b\nDTSTART:20270514T100000Z').slice(0, -20), 'unreadable-file', /line/],
    ['a calendar’s damaged line', ics('UID:a\nno colon here\nDTSTART:20270514T100000Z'), 'unreadable-file', /line 6/],
    ['an event without a date', ics('UID:a\nSUMMARY:b\nDTSTART:not-a-date'), 'unreadable-file', /line 4/],
    ['JSON cut off', '{"schema":"tripmaster-plan",\n"schemaVersion":1,\n', 'unreadable-file', /line 3/],
    ['JSON of somebody else', '{"a":1}', 'unreadable-file', /schema/],
    ['JSON of a later day', '{"schema":"tripmaster-plan","schemaVersion":2,"plan":{}}', 'unreadable-file', /schemaVersion/],
    ['JSON with 100,000 brackets', '['.repeat(100_000), 'unreadable-file', /line 1/],
  ])('refuses %s and says where', async (_name, content, code, where) => {
    const error = await refusal(read(content));
    expect(error.code).toBe(code);
    expect((error.details.fields ?? []).map(({ path, reason }) => `${path} ${reason}`).join('\n')).toMatch(where);
  });

  it.each([
    [
      'lat',
      (plan: Plan) => ({ ...plan, destinations: plan.destinations.map((one) => ({ ...one, lat: 999 })) }),
      'content.plan.destinations.0.lat',
    ],
    [
      'kind',
      (plan: Plan) => ({
        ...plan,
        days: plan.days.map((day) => ({ ...day, items: day.items.map((item) => ({ ...item, kind: 'zebra' })) })),
      }),
      'content.plan.days.0.items.0.kind',
    ],
    [
      'time',
      (plan: Plan) => ({
        ...plan,
        days: plan.days.map((day) => ({ ...day, items: day.items.map((item) => ({ ...item, start: 'not-a-date' })) })),
      }),
      'content.plan.days.0.items.0.start',
    ],
    [
      'price',
      (plan: Plan) => ({
        ...plan,
        days: plan.days.map((day) => ({ ...day, items: day.items.map((item) => ({ ...item, cost: { amount: 'abc', currency: 'EUR' } })) })),
      }),
      'content.plan.days.0.items.0.cost.amount',
    ],
  ])('refuses a plan whose %s is wrong, with the field', async (_name, damage, path) => {
    const plan = await calls.plans.create(TRIP);
    const error = await refusal(read(JSON.stringify({ schema: 'tripmaster-plan', schemaVersion: 1, plan: damage(plan) })));
    expect(error.code).toBe('invalid-input');
    expect(error.details.fields?.[0]?.path).toBe(path);
  });

  it('reads tables in five languages', async () => {
    const tables = [
      'Date,Start,End,Title,Place,City,Price,Currency\n2027-05-14,10:00,11:30,Belém Tower,Belém,"Lisbon, Portugal",12.50,EUR',
      'Datum;Beginn;Ende;Titel;Ort;Stadt;Preis;Währung\n14.05.2027;10:00;11:30;Belém Tower;Belém;"Lissabon, Portugal";12,50;EUR',
      'Date;Heure de début;Heure de fin;Titre;Lieu;Ville;Prix;Devise\n14 mai 2027;10h00;11h30;Belém Tower;Belém;"Lisbonne, Portugal";12,50 €;',
      'Fecha\tHora de inicio\tHora de fin\tTítulo\tLugar\tCiudad\tPrecio\tMoneda\n14 de mayo de 2027\t10:00\t11:30\tBelém Tower\tBelém\tLisboa, Portugal\t12,50 €\t',
      '日付,開始時刻,終了時刻,タイトル,場所,都市,料金,通貨\n2027年5月14日,10:00,11:30,Belém Tower,Belém,"Lisbon, Portugal",12.50,EUR',
    ];
    for (const table of tables) {
      const document = documentOf(await read(table, 'trip.csv'));
      expect(document.days[0]).toMatchObject({ date: '2027-05-14', city: 'Lisbon' });
      expect(document.days[0]?.items[0]).toMatchObject({
        title: 'Belém Tower',
        start: '10:00',
        end: '11:30',
        cost: { amount: 1250, currency: 'EUR' },
      });
    }
  });

  it('takes the points of a map as ideas', async () => {
    const document = documentOf(
      await read(
        `<kml><Document><name>Porto</name><Placemark><name>Clérigos</name><description><![CDATA[<b>Tower</b>]]></description><Point><coordinates>-8.6146,41.1458,0</coordinates></Point></Placemark><Placemark><name>Walk</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark></Document></kml>`,
      ),
    );
    expect(document).toMatchObject({
      title: 'Porto',
      days: [{ city: 'Porto', items: [] }],
      ideas: [{ title: 'Clérigos', notes: 'Tower', place: { lat: 41.1458, lon: -8.6146 } }],
    });
  });

  it('is nobody else’s business', async () => {
    const plan = await calls.plans.create(TRIP);
    const content = ics('UID:z\nDTSTART:20270510T100000Z\nSUMMARY:x');
    const others = started.anyone(ben);
    const foreign = await refusal(others.plans.import({ name: 'x', content, into: plan.id }));
    const missing = await refusal(others.plans.import({ name: 'x', content, into: '0190aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa' }));
    expect([foreign.code, missing.code]).toEqual(['not-found', 'not-found']);
    expect(await refusal(started.anyone().plans.import({ name: 'x', content }))).toMatchObject({ code: 'unauthenticated' });
    expect((await others.plans.list()).items).toEqual([]);
  });

  it('gives back two hundred plans as they were, half of them changed by their travellers', async () => {
    const cities = ['Lisbon', 'Kyoto', 'Paris', 'Barcelona', 'Rome', 'Aveiro', 'Berlin', 'New York', 'Sydney', 'Graz'];
    const failures: string[] = [];
    for (let index = 0; index < 200; index += 1) {
      const start = addDays('2027-03-01', (index * 37) % 600);
      const two = index % 3 === 0;
      const days = 1 + (index % 4) + (two ? 2 : 0);
      const request: TripRequest = {
        ...TRIP,
        destinations: [{ name: cities[index % 10] ?? '' }, ...(two ? [{ name: cities[(index + 3) % 10] ?? '' }] : [])],
        dates: { start, end: addDays(start, days) },
        travellers: { adults: 1 + (index % 3), childrenAges: index % 5 === 0 ? [6] : [] },
        ...(index % 4 === 0 ? { budget: { amount: 90_000 + index * 1_000, currency: ['EUR', 'USD', 'JPY'][index % 3] ?? 'EUR' } } : {}),
        ...(index % 7 === 0 ? { dietary: ['vegan'] } : {}),
      };
      const made = await calls.plans.create(request);
      const operations = index % 2 === 0 ? [] : changesOf(made, index);
      const plan = operations.length === 0 ? made : await calls.plans.update({ id: made.id, version: 1, operations });
      const again = await calls.plans.acceptImport({ document: documentOf(await read(exported(plan))) });
      try {
        expect(lasting(again)).toEqual(lasting(plan));
      } catch (error) {
        failures.push(`${JSON.stringify(request)}\n${String(error).slice(0, 1_500)}`);
        if (failures.length > 2) break;
      }
    }
    expect(failures).toEqual([]);
  }, 600_000);

  it('refuses a sent plan that would not fit the database, the clock, the sums or a second’s work', async () => {
    const plan = await calls.plans.create(TRIP);
    const document = documentOf(await read(exported(plan)));
    const [day] = document.days;
    const [city] = document.destinations;
    if (day === undefined || city === undefined) throw new Error('an empty plan');
    const priced = {
      ...document,
      days: [{ ...day, items: day.items.map((item) => ({ ...item, cost: { amount: 2 ** 53 - 1, currency: 'EUR' } })) }],
    };
    const hostile = [
      { ...document, destinations: [{ ...city, name: 'Lis\0bon' }] },
      { ...document, days: [{ ...day, city: 'Lis\ud800bon' }] },
      { ...document, destinations: [{ ...city, timeZone: 'Mars/Phobos' }] },
      { ...document, days: [{ ...day, timeZone: 'Mars/Phobos' }] },
      { ...document, destinations: Array.from({ length: 5_000 }, (_, index) => ({ ...city, name: `City ${index}` })) },
      priced,
    ];
    for (const one of hostile) {
      expect((await refusal(calls.plans.acceptImport({ document: one }))).code).toBe('invalid-input');
      expect((await refusal(read(JSON.stringify(one)))).code).toBe('invalid-input');
    }
  });

  it('puts what an event was moved to in place of its own time, also where its id has hyphens', async () => {
    const uid = 'UID:0b7a-4c1e';
    const series = `${uid}\nSUMMARY:Walk\nLOCATION:Lisbon\nDTSTART:20270510T100000\nRRULE:FREQ=DAILY;COUNT=2`;
    const moved = `${uid}\nSUMMARY:Walk\nLOCATION:Lisbon\nRECURRENCE-ID:20270511T100000\nDTSTART:20270511T150000`;
    const { items } = await read(ics(series, moved));
    expect(items.map(({ date, start }) => [date, start])).toEqual([
      ['2027-05-10', '10:00'],
      ['2027-05-11', '15:00'],
    ]);
  });

  it('gives no sum for a price by a rate that makes it too large', async () => {
    const document = documentOf(await read(exported(await calls.plans.create(TRIP))));
    const days = document.days.map((day) => ({
      ...day,
      items: day.items.map((item) => ({ ...item, cost: { amount: 9_000, currency: 'USD' } })),
    }));
    const rates = [{ currency: 'USD', perUnit: 1.1e-12, asOf: '2027-01-01', source: 'a file' }];
    const made = await calls.plans.acceptImport({ document: { ...document, days, budget: { ...document.budget, rates } } });
    expect(made.budget.total.amount).toBe(0);
  });

  it('shows no note of an imported plan to others, whatever the file says of where it is from', async () => {
    const document = documentOf(await read(exported(await calls.plans.create(TRIP))));
    const days = document.days.map((day) => ({ ...day, items: day.items.map((item) => ({ ...item, notes: 'key under the mat' })) }));
    const made = await calls.plans.acceptImport({ document: { ...document, days } });
    await calls.plans.setVisibility({ id: made.id, visibility: 'public' });
    expect(JSON.stringify(await calls.plans.get({ id: made.id }))).toContain('key under the mat');
    expect(JSON.stringify(await started.anyone(ben).plans.get({ id: made.id }))).not.toContain('key under the mat');
  });
});

/** What a traveller may do to a plan: words, prices, locks, times, things of their own, things for later. */
function changesOf({ days, title, budget }: Plan, index: number): PlanOperation[] {
  const items = days.flatMap((day) => day.items.map((item) => ({ date: day.date, item })));
  const visits = items.filter(({ item }) => item.kind === 'sight' || item.kind === 'meal');
  const [first, second, third] = [0, 1, 2].map((step) => visits[(index * 7 + step * 3) % visits.length]);
  if (first === undefined || second === undefined || third === undefined) return [];
  const own: PlanOperation[] = [
    {
      op: 'add',
      date: first.date,
      item: {
        id: `own-${index}`,
        kind: 'activity',
        title: `Friends, “${index}” & co`,
        start: '21:15',
        end: '22:30',
        place: { name: 'Their place', lat: 41.15, lon: -8.61, source: 'user' },
        cost: { amount: 1_234, currency: budget.total.currency },
        category: 'activities',
        links: [],
        notes: 'Bring *wine*\n- red',
        provenance: 'user',
        locked: true,
      },
    },
    {
      op: 'note-idea',
      idea: { id: `later-${index}`, kind: 'free', title: 'Perhaps a swim', links: [], provenance: 'user', notes: 'If warm' },
    },
  ];
  return [
    { op: 'note', itemId: first.item.id, notes: 'Ring the bell; ask, then wait' },
    { op: 'cost', itemId: first.item.id, cost: { amount: 999, currency: budget.total.currency } },
    { op: 'lock', itemId: first.item.id, locked: true },
    ...(index % 3 === 0 ? own : []),
    ...(third.item.id === first.item.id ? [] : [{ op: 'unschedule', itemId: third.item.id } as const]),
    ...(index % 5 === 0 ? [{ op: 'rename', title: `${title}, ours` } as const] : []),
    ...(index % 7 === 0 ? [{ op: 'set-pace', pace: 'relaxed' } as const] : []),
  ];
}
