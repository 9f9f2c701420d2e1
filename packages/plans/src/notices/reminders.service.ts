import { addDays, toInstant, utcDate, wantedMails, type PlanDocument } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { JobCall } from '@tripmaster/jobs';
import type { Mailer } from '@tripmaster/mail';
import type { PersonalEntry } from '@tripmaster/rpc';
import { roleOn } from '../access/access.ts';
import { inBatches } from '../batches.ts';
import { readIfSound } from '../plans/document.ts';
import { clocksAt } from './local-clock.ts';
import { pagesOfTrips } from './notices.service.ts';
import type { Candidate, RemindersRepo } from './reminders.repo.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How many days before a trip, and from which minute of that day where the person is. */
const DAYS_BEFORE = [7, 1];
const FROM_MINUTE = 9 * 60;
/** How far clocks are from UTC at the most: behind it (Baker Island) and ahead (Kiritimati). */
const FARTHEST = { behindMs: 12 * HOUR_MS, aheadMs: 14 * HOUR_MS };
const BATCH = 100;
/** Reminders that are queued in one transaction. */
const TOGETHER = 20;
const FIRST_ITEMS = 3;
const KEPT_DAYS = 30;

type Deps = {
  db: Database;
  repo: RemindersRepo;
  mailer: Pick<Mailer, 'queue'>;
  /** Where people reach the server. */
  baseUrl: string;
  now: () => number;
};

type Due = Candidate & { days: number; startDate: string };

/**
 * Reminders of trips that begin: 7 days and 1 day before, from nine o'clock on where the person is. Each comes once for
 * a trip, a person and a first date, however many nodes look for them and however often; what was deleted, moved or
 * left meanwhile is not reminded of.
 */
export function remindersService({ db, repo, mailer, baseUrl, now }: Deps) {
  const pages = pagesOfTrips(baseUrl);

  /** Whom to remind of the trips that begin on a day. */
  async function* candidates(startDate: string, days: number): AsyncGenerator<Candidate> {
    const about = { startDate, days, limit: BATCH };
    yield* inBatches(
      (after) => repo.owners(db.read, { ...about, after }),
      ({ planId }) => planId,
      BATCH,
    );
    yield* inBatches(
      (after) => {
        const [plan = '', user = ''] = after.split(' ');
        return repo.members(db.read, { ...about, after: plan, afterUser: user });
      },
      ({ planId, userId }) => `${planId} ${userId}`,
      BATCH,
    );
  }

  /** Everybody whose day and hour it is, and who was on the trip when the hour came: later they know of it anyway. */
  async function* due(at: number): AsyncGenerator<Due> {
    const clockIn = clocksAt(at);
    const first = utcDate(at - FARTHEST.behindMs);
    const last = utcDate(at + FARTHEST.aheadMs);
    for (const days of DAYS_BEFORE)
      for (let today = first; today <= last; today = addDays(today, 1)) {
        const startDate = addDays(today, days);
        for await (const candidate of candidates(startDate, days)) {
          const { date, minutes } = clockIn(candidate.timeZone);
          const since = at - (at % MINUTE_MS) - (minutes - FROM_MINUTE) * MINUTE_MS;
          const isTime = date === today && minutes >= FROM_MINUTE && candidate.since <= since;
          if (isTime && wantedMails(candidate.notifications).tripReminders) yield { ...candidate, days, startDate };
        }
      }
  }

  /** Queues reminders, those that still hold and were not queued by another node. */
  async function remind(some: Due[], at: number): Promise<void> {
    const rows = await repo.documents(db.read, [...new Set(some.map(({ planId }) => planId))]);
    const documents = new Map(rows.map(({ planId, document }) => [planId, readIfSound(document)]));
    await db.write(async (tx) => {
      for (const { planId, userId, days, startDate } of some) {
        const [found] = await repo.still(tx, { planId, userId, startDate });
        if (found === undefined || roleOn(found.plan, found.member, { userId }) === undefined) continue;
        if (!wantedMails(found.notifications).tripReminders) continue;
        if (!(await repo.note(tx, { planId, userId, days, startDate, at }))) continue;
        const { plan, email, locale } = found;
        await mailer.queue(tx, {
          kind: 'trip-reminder',
          to: email,
          userId,
          ...(plan.ownerId === userId ? {} : { alsoAbout: plan.ownerId }),
          locale,
          trip: plan.title,
          daysLeft: days,
          days: { from: startDate, to: plan.endDate },
          cities: plan.destinations,
          first: beginningOf(documents.get(planId), startDate),
          link: pages.plan(planId),
          settings: pages.settings,
        });
      }
    });
  }

  return {
    /** Queues all reminders that are due; may be asked as often as one likes. */
    async sweep({ signal }: Pick<JobCall, 'signal'>): Promise<void> {
      const at = now();
      let some: Due[] = [];
      for await (const one of due(at)) {
        signal.throwIfAborted();
        some.push(one);
        if (some.length < TOGETHER) continue;
        await remind(some, at);
        some = [];
      }
      if (some.length > 0) await remind(some, at);
    },

    /** For the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const all = inBatches(
        (after, limit) => {
          const [planId = '', days = '0', startDate = ''] = after.split(' ');
          return repo.ofUser(db.read, userId, { planId, days: Number(days), startDate }, limit);
        },
        ({ planId, days, startDate }) => `${planId} ${days} ${startDate}`,
      );
      for await (const { at, ...entry } of all) yield { section: 'tripReminders', entry: { ...entry, at: toInstant(at) } };
    },

    /** Forgets reminders of trips that have begun a month ago. */
    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, addDays(utcDate(now()), -KEPT_DAYS)));
    },
  };
}

/** What there is to do first on the first day. */
function beginningOf(document: PlanDocument | undefined, startDate: string): { start: string; title: string }[] {
  const [day] = document?.days ?? [];
  if (day?.date !== startDate) return [];
  return day.items
    .filter(({ kind }) => kind !== 'stay' && kind !== 'free')
    .slice(0, FIRST_ITEMS)
    .map(({ start, title }) => ({ start, title }));
}

export type RemindersService = ReturnType<typeof remindersService>;
