import { facetsOf, fold, toInstant } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { eq, inArray, sql } from 'drizzle-orm';
import { bulkInserts } from './insert.ts';
import { isNamed, personAt, type Person } from './people.ts';
import type { Random } from './random.ts';
import { moved, stepsTo, type Template } from './templates.ts';

const DAY = 86_400_000;
/** Accounts were opened over this long. */
const SPAN = 720 * DAY;
/** Plans a transaction. */
const BATCH = 5_000;

type Tables = Database['tables'];
type Rows = {
  plans: Tables['plans']['$inferInsert'][];
  planDocuments: Tables['planDocuments']['$inferInsert'][];
  publicFacets: Omit<Tables['publicFacets']['$inferInsert'], 'copies'>[];
  sessions: { id: string; userId: string; refreshHash: string; createdAt: number; expiresAt: number }[];
};
export type FillOptions = { users: number; plans: number; publicShare: number; activityDays: number; passwordHash: string; now: number };
export type Counts = { users: number; plans: number; public: number; sessions: number; existing: number };

/** Fills a database with people, their plans and their sessions. People who have plans already are left as they are. */
export async function fill(
  db: Database,
  templates: Template[],
  random: Random,
  options: FillOptions,
  onProgress: (counts: Counts) => void,
): Promise<Counts> {
  const counts: Counts = { users: 0, plans: 0, public: 0, sessions: 0, existing: 0 };
  let rows = emptyRows();
  const insert = bulkInserts(db.tables);
  const flush = async () => {
    const full = rows;
    rows = emptyRows();
    await db.write(async (tx) => {
      await insert.plans(tx, full.plans);
      await insert.planDocuments(tx, full.planDocuments);
      await insert.publicFacets(tx, full.publicFacets);
      await insert.sessions(tx, full.sessions);
    });
    onProgress(counts);
  };
  const peopleAtOnce = 200;
  for (let first = 0; first < options.users; first += peopleAtOnce) {
    const people = Array.from({ length: Math.min(peopleAtOnce, options.users - first) }, (_, offset) => {
      const index = first + offset;
      return personAt(index, Math.floor(options.now - SPAN + (index / options.users) * (SPAN - 31 * DAY)), random, options.passwordHash);
    });
    const bare = await db.write((tx) => addPeople(tx, db.tables, people));
    counts.users += bare.added;
    counts.existing += people.length - bare.people.length;
    for (const person of bare.people) {
      for (let number = 0; number < options.plans; number += 1) {
        const isPublic = addPlan(rows, person, random.pick(templates), random, options);
        counts.plans += 1;
        counts.public += isPublic ? 1 : 0;
        if (rows.plans.length === BATCH) await flush();
      }
      counts.sessions += addSessions(rows, person, random, options);
      if (rows.sessions.length >= BATCH) await flush();
    }
  }
  if (rows.plans.length + rows.sessions.length > 0) await flush();
  return counts;
}

/** Adds who is missing; gives those (with the ids they have) who have no plans yet. */
async function addPeople(tx: Transaction, { users, plans }: Tables, people: Person[]): Promise<{ added: number; people: Person[] }> {
  const emails = people.map(({ email }) => email);
  const known = new Map(
    (await tx.select({ id: users.id, email: users.email }).from(users).where(inArray(users.email, emails))).map(({ id, email }) => [
      email,
      id,
    ]),
  );
  const missing = people.filter(({ email }) => !known.has(email));
  if (missing.length > 0) await tx.insert(users).values(missing);
  for (const { email, passwordHash, role } of people.filter(({ email }) => known.has(email) && isNamed(email)))
    await tx.update(users).set({ passwordHash, role, status: 'active' }).where(eq(users.email, email));
  const ids = [...known.values()];
  const busy = new Set(
    ids.length === 0
      ? []
      : (
          await tx
            .select({ id: plans.ownerId, count: sql<number>`count(*)` })
            .from(plans)
            .where(inArray(plans.ownerId, ids))
            .groupBy(plans.ownerId)
        ).map(({ id }) => id),
  );
  const withIds = people.map((person) => ({ ...person, id: known.get(person.email) ?? person.id }));
  return { added: missing.length, people: withIds.filter(({ id }) => !busy.has(id)) };
}

/** Adds one plan's rows; true when it is public. */
function addPlan(rows: Rows, person: Person, { row, document }: Template, random: Random, { publicShare, now }: FillOptions): boolean {
  const createdAt = Math.min(now, Math.floor(person.createdAt + random.next() * 30 * DAY));
  const wanted = toInstant(createdAt + (7 + random.below(150)) * DAY).slice(0, 10);
  const steps = stepsTo(row.startDate, wanted);
  const title = titleOf(row.title, row.destinations, random);
  const chance = random.next();
  const visibility =
    chance < publicShare ? ('public' as const) : chance < publicShare + 0.05 ? ('unlisted' as const) : ('private' as const);
  const publishedAt = visibility === 'public' ? createdAt + random.below(DAY) : null;
  const id = random.id(createdAt);
  rows.plans.push({
    ...row,
    id,
    ownerId: person.id,
    title,
    visibility,
    startDate: moved(row.startDate, steps),
    endDate: moved(row.endDate, steps),
    searchText: fold([title, ...row.destinations].join(' ')),
    createdAt,
    updatedAt: publishedAt ?? createdAt,
    publishedAt,
  });
  rows.planDocuments.push({ planId: id, document: document(title, steps) });
  if (publishedAt === null) return false;
  const { destinations, dayCount } = row;
  for (const facet of facetsOf({ destinations, dayCount, startDate: moved(row.startDate, steps) })) {
    rows.publicFacets.push({ ...facet, planId: id, publishedAt });
  }
  return true;
}

function titleOf(title: string, destinations: string[], random: Random): string {
  const city = destinations[0] ?? title;
  return random.pick([
    title,
    `${city} with friends`,
    `A few days in ${city}`,
    `${city}, slowly`,
    `Our ${city} trip`,
    `${city} for the weekend`,
  ]);
}

/** Sessions of the last days: about every second day one. */
function addSessions(rows: Rows, { id: userId }: Person, random: Random, { activityDays, now }: FillOptions): number {
  const before = rows.sessions.length;
  for (let back = activityDays; back > 0; back -= 1) {
    if (random.next() < 0.5) continue;
    const createdAt = now - back * DAY + random.below(DAY);
    rows.sessions.push({ id: random.id(createdAt), userId, refreshHash: random.hex(64), createdAt, expiresAt: createdAt + 30 * DAY });
  }
  return rows.sessions.length - before;
}

function emptyRows(): Rows {
  return { plans: [], planDocuments: [], publicFacets: [], sessions: [] };
}
