import { actorOf } from '@tripmaster/rpc';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@tripmaster/api/compose';
import { readConfig } from '@tripmaster/api/env';
import { addDays, daysBetween, planDocument, tripRequest, type PlanDocument } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { eq } from 'drizzle-orm';
import type { Random } from './random.ts';

const CITIES = [
  'Lisbon',
  'Porto',
  'Paris',
  'Rome',
  'Berlin',
  'Vienna',
  'Prague',
  'Amsterdam',
  'London',
  'Madrid',
  'Barcelona',
  'Athens',
  'Budapest',
  'Copenhagen',
  'Edinburgh',
  'Florence',
  'Istanbul',
  'Kyoto',
  'Tokyo',
  'New York',
];
const INTERESTS = ['food', 'history', 'art', 'architecture', 'nature', 'music', 'views', 'local-life'];
const WEEK = 7;
/** Dates are moved by whole months of four weeks: the weekday, and with it the opening hours, stays. */
const STEP = 4 * WEEK;

type PlanRow = Database['tables']['plans']['$inferSelect'];
/** The seed comes from no network and no browser. */
const NOWHERE = { origin: { address: '127.0.0.1', userAgent: undefined, country: undefined }, deviceCookie: undefined };

/** `document`: what is stored of the plan under another title, moved by so many steps. */
export type Template = { row: PlanRow; document: (title: string, steps: number) => string };

/**
 * Real plans, made by the application itself on a database that is thrown away. `short` keeps every day but
 * leaves out what is optional, for databases with more plans than a disk has room for.
 */
export async function makeTemplates(
  count: number,
  random: Random,
  { short, monday }: { short: boolean; monday: string },
): Promise<Template[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-seed-'));
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const { auth, plans, db, close } = await compose(config);
  try {
    const outcome = await auth.registration.register({ email: 'seed@example.com', password: random.hex(24) }, NOWHERE);
    if (outcome.status !== 'entered') throw new Error('the seed has no account');
    const actor = actorOf(outcome.entered.user.id);
    const templates: Template[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id } = await plans.plans.create(actor, requestAt(index, random, { short, monday }));
      const [row] = await db.read.select().from(db.tables.plans).where(eq(db.tables.plans.id, id));
      const text = (await db.read.select().from(db.tables.planDocuments).where(eq(db.tables.planDocuments.planId, id)))[0]?.document;
      if (row === undefined || text === undefined) throw new Error('a plan was made and is not there');
      const { document: raw, ...envelope }: { document: unknown; [name: string]: unknown } = JSON.parse(text);
      const document = planDocument.parse(raw);
      templates.push({ row, document: documents(envelope, short ? thinned(document) : document) });
    }
    return templates;
  } finally {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function requestAt(index: number, random: Random, { short, monday }: { short: boolean; monday: string }) {
  const days = short ? 1 + random.below(3) : 2 + random.below(6);
  const start = addDays(monday, random.below(WEEK));
  const interests = [...new Set([random.pick(INTERESTS), random.pick(INTERESTS)])];
  return tripRequest.parse({
    destinations: [{ name: CITIES[index % CITIES.length] }],
    dates: { start, end: addDays(start, days - 1) },
    travellers: { adults: 1 + random.below(3), childrenAges: random.next() < 0.25 ? [3 + random.below(10)] : [] },
    budget: { amount: 100_000 * days + 1_000 * random.below(400), currency: 'EUR' },
    interests,
    pace: random.pick(['relaxed', 'balanced', 'packed']),
  });
}

/** The same plan without notes, links and evidence; still what the schema asks for. */
function thinned(document: PlanDocument): PlanDocument {
  const days = document.days.map((day) => ({
    ...day,
    items: day.items.map(({ id, kind, title, start, end, cost, category, provenance, locked, place }) => ({
      id,
      kind,
      title,
      start,
      end,
      provenance,
      locked,
      links: [],
      ...(cost === undefined ? {} : { cost }),
      ...(category === undefined ? {} : { category }),
      ...(place === undefined ? {} : { place: { name: place.name, lat: place.lat, lon: place.lon, source: place.source } }),
    })),
  }));
  const rules = document.verification.rules.map((rule) => ({ ...rule, evidence: [] }));
  return { ...document, days, verification: { ...document.verification, rules, violations: [] }, notices: [] };
}

const TITLE = '@title@';

/** The stored text, with the place of the title left open, moved in time; each made once. */
function documents(envelope: Record<string, unknown>, document: PlanDocument): Template['document'] {
  const text = JSON.stringify({ ...envelope, document: { ...document, title: TITLE } });
  const made = new Map<number, [string, string]>();
  return (title, steps) => {
    let ends = made.get(steps);
    if (ends === undefined) {
      const [head = '', tail = ''] = text
        .replace(/(?<!"asOf":)"(\d{4}-\d{2}-\d{2})"/g, (_, date: string) => `"${moved(date, steps)}"`)
        .split(JSON.stringify(TITLE));
      made.set(steps, (ends = [head, tail]));
    }
    return ends.join(JSON.stringify(title));
  };
}

export function moved(date: string, steps: number): string {
  return addDays(date, steps * STEP);
}

/** The number of steps that brings `from` nearest to `to`. */
export function stepsTo(from: string, to: string): number {
  return Math.round(daysBetween(from, to) / STEP);
}
