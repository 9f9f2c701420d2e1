import {
  AppError,
  MAX_CALENDAR_FEEDS,
  addDays,
  newId,
  toInstant,
  utcDate,
  type CalendarFeed,
  type CalendarFeedCreated,
  type Plan,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit, PersonalEntry } from '@tripmaster/rpc';
import type { PlanAccess } from '../access/access.ts';
import { readIfSound, toPlan } from '../plans/document.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import { hashSecret, newSecret } from '../sharing/secrets.ts';
import type { CalendarRepo, DatedPlan } from './calendar.repo.ts';

/** Trips that ended longer ago than these days are left out of the calendar of all. */
const DAYS_BACK = 366;
/** Trips of one calendar: those that end last. */
const MOST_TRIPS = 60;
/** What a subscribing program is told about looking again. */
const REFRESH = 'PT1H';
/** Calendars kept as they were last written. */
const MOST_KEPT = 50;
/** A secret as `newSecret` makes them. */
const TOKEN = /^[\w-]{43}$/;

/** A calendar as it is served. `write` makes its text, which is kept until a plan of it changes. */
export type Feed = { id: string; etag: string; write: () => Promise<string> };

type Deps = {
  db: Database;
  repo: CalendarRepo;
  keys: Pick<PlansRepo, 'idempotent' | 'claimKey'>;
  access: PlanAccess;
  audit: Audit;
  baseUrl: string;
  now: () => number;
};

/** Addresses under which calendar programs, which cannot sign in, find a person's trips. Only hashes of their secrets are kept. */
export function calendarService({ db, repo, keys, access, audit, baseUrl, now }: Deps) {
  const kept = new Map<string, string>();

  /** The text for an `etag`, written once; the oldest goes when there are too many. */
  async function written(etag: string, write: () => Promise<string>): Promise<string> {
    const known = kept.get(etag);
    if (known !== undefined) return known;
    const text = await write();
    for (const oldest of kept.keys()) {
      if (kept.size < MOST_KEPT) break;
      kept.delete(oldest);
    }
    kept.set(etag, text);
    return text;
  }

  async function allTrips(userId: string): Promise<DatedPlan[]> {
    const since = addDays(utcDate(now()), -DAYS_BACK);
    const [own, joined] = await Promise.all([
      repo.own(db.read, { userId, since, limit: MOST_TRIPS }),
      repo.joined(db.read, { userId, since, limit: MOST_TRIPS }),
    ]);
    return [...own, ...joined].toSorted((a, b) => (a.endDate < b.endDate ? 1 : a.endDate > b.endDate ? -1 : 0)).slice(0, MOST_TRIPS);
  }

  async function textOf(rows: readonly DatedPlan[], title: string): Promise<string> {
    const documents = new Map(
      (
        await repo.documents(
          db.read,
          rows.map(({ id }) => id),
        )
      ).map(({ planId, document }) => [planId, document] as const),
    );
    const { calendarIcs } = await import('../export/ics.ts');
    // One trip that cannot be read takes none of the others along.
    const plans = rows.flatMap((row): Plan[] => {
      const document = readIfSound(documents.get(row.id) ?? '');
      return document === undefined ? [] : [toPlan(row, document)];
    });
    return calendarIcs(plans, { title, refresh: REFRESH });
  }

  return {
    /**
     * Makes a calendar's address, of one plan that the caller is on, or of all their trips. It is shown this once. Throws
     * `quota-used` when there are too many, and `conflict` for a key that made one already: its address is not known any more.
     */
    async create(actor: Actor, planId: string | undefined, idempotencyKey: string | undefined): Promise<CalendarFeedCreated> {
      const claim = claimOf(idempotencyKey, ['calendar', planId ?? '']);
      const token = newSecret();
      const row = { id: newId(now()), userId: actor.userId, planId: planId ?? null, tokenHash: hashSecret(token), createdAt: now() };
      const title = await db.write(async (tx) => {
        const plan = planId === undefined ? undefined : (await access.find(tx, actor, planId, 'viewer')).plan;
        if ((await claimOnce(keys, tx, actor, claim, { id: row.id, at: row.createdAt })) !== undefined)
          throw new AppError('conflict', {}, 'This address was made already, and is shown only once. Revoke it and make another.');
        if ((await repo.count(tx, actor.userId)) >= MAX_CALENDAR_FEEDS)
          throw new AppError('quota-used', {}, `There are ${MAX_CALENDAR_FEEDS} calendars already. Revoke one first.`);
        await repo.add(tx, row);
        const detail = planId === undefined ? { all: true } : { plan: planId };
        await audit.record(tx, { action: 'calendar.feed-created', actor: actor.auditRef, subject: actor.auditRef, detail });
        return plan?.title;
      });
      return { feed: viewOf({ ...row, title: title ?? null }), url: `${baseUrl}/calendar/${token}.ics` };
    },

    async list(actor: Actor): Promise<{ items: CalendarFeed[] }> {
      return { items: (await repo.ofUser(db.read, { userId: actor.userId })).map(viewOf) };
    },

    /** Ends an address at once; throws `not-found` when it is none of theirs. */
    async revoke(actor: Actor, id: string): Promise<{ id: string }> {
      await db.write(async (tx) => {
        if (!(await repo.remove(tx, actor.userId, id))) throw new AppError('not-found');
        await audit.record(tx, { action: 'calendar.feed-revoked', actor: actor.auditRef, subject: actor.auditRef });
      });
      return { id };
    },

    /** The calendar of an address; `undefined` alike for one that never was, was revoked, or of a trip one is not on any more. */
    async find(token: string): Promise<Feed | undefined> {
      if (!TOKEN.test(token)) return undefined;
      const [feed] = await repo.byHash(db.read, { hash: hashSecret(token) });
      if (feed === undefined) return undefined;
      const { userId, planId } = feed;
      const rows = planId === null ? await allTrips(userId) : await repo.plan(db.read, { id: planId, userId });
      const [only] = rows;
      if (planId !== null && only === undefined) return undefined;
      const title = planId === null ? 'My trips' : (only?.title ?? '');
      const versions = rows.map(({ id, version, updatedAt }) => `${id}.${version}.${updatedAt}`);
      const etag = `"${hashSecret([title, ...versions].join('\n')).slice(0, 32)}"`;
      return { id: feed.id, etag, write: () => written(etag, () => textOf(rows, title)) };
    },

    /** For the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const row of await repo.ofUser(db.read, { userId })) yield { section: 'calendarFeeds', entry: viewOf(row) };
    },
  };
}

type View = { id: string; planId: string | null; createdAt: number; title: string | null };

function viewOf({ id, planId, createdAt, title }: View): CalendarFeed {
  return {
    id,
    // Of a trip one is not on any more nothing is told but that there was one.
    ...(planId === null ? {} : { plan: { id: planId, title: title ?? '' } }),
    createdAt: toInstant(createdAt),
  };
}

export type CalendarService = ReturnType<typeof calendarService>;
