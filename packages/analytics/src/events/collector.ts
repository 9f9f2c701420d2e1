import { utcDate, type DroppedReason, type EventName } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { toldOnce, type OnFailure } from '../told-once.ts';
import type { Dropped, EventRow, EventsRepo, PersonRow } from './events.repo.ts';

/** What was seen is written together, so long after the first of it. A process that is killed loses no more than this. */
const WRITTEN_AFTER_MS = 1_000;
/** Events that wait in memory, also while the database is away: some 5 MB. */
const MOST_WAITING = 10_000;
/** Ids that are remembered, so that what is sent twice is told at once; the database knows the rest. */
const MOST_IDS = 20_000;

/** Something seen, of whom where it is known. */
export type Seen = Omit<EventRow, 'day' | 'person' | 'name'> & { name: EventName; userId?: string | undefined };

type Deps = { db: Database; repo: EventsRepo; /** Is told when what was seen can’t be written. */ onFailure: OnFailure; now: () => number };

/** Gathers what is seen and writes it about once a second, in one transaction. */
export function collector({ db, repo, onFailure, now }: Deps) {
  let waiting: Seen[] = [];
  let dropped = new Map<string, Dropped>();
  let ids = { new: new Set<string>(), old: new Set<string>() };
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  function later(): void {
    timer ??= setTimeout(() => void flush().catch(() => later()), WRITTEN_AFTER_MS).unref();
  }

  function drop(reason: DroppedReason, count = 1, day = utcDate(now())): void {
    const key = `${day} ${reason}`;
    dropped.set(key, { day, reason, count: (dropped.get(key)?.count ?? 0) + count });
    later();
  }

  /** Takes an event; why not, where it is one too many or was taken before. */
  function take(event: Seen): DroppedReason | undefined {
    if (ids.new.has(event.id) || ids.old.has(event.id)) return 'duplicate';
    if (waiting.length >= MOST_WAITING) return 'overloaded';
    if (ids.new.size >= MOST_IDS / 2) ids = { new: new Set(), old: ids.new };
    ids.new.add(event.id);
    waiting.push(event);
    later();
    return undefined;
  }

  /** The pseudonyms of those who have an account, made where there was none. */
  async function peopleOf(tx: Transaction, seen: readonly Seen[]): Promise<Map<string, PersonRow>> {
    const userIds = [...new Set(seen.flatMap(({ userId }) => userId ?? []))];
    if (userIds.length === 0) return new Map();
    const known = new Map((await repo.people(tx, userIds)).map((row) => [row.userId, row]));
    const fresh = userIds.filter((userId) => !known.has(userId));
    if (fresh.length === 0) return known;
    for (const userId of await repo.accounts(tx, fresh)) {
      const row = { userId, ref: crypto.randomUUID(), counted: null, country: null };
      await repo.addPerson(tx, row);
      known.set(userId, row);
    }
    return known;
  }

  /** Writes events; gives how many were there already. What is of somebody who has said no meanwhile is left out. */
  async function write(tx: Transaction, seen: readonly Seen[]): Promise<number> {
    const people = await peopleOf(tx, seen);
    const countries = new Map<string, string>();
    const rows = seen.flatMap(({ userId, ...event }): EventRow[] => {
      const person = userId === undefined ? undefined : people.get(userId);
      if (person?.counted === false) return [];
      if (person !== undefined && typeof event.country === 'string') countries.set(person.userId, event.country);
      return [{ ...event, day: utcDate(event.at), person: person?.ref ?? null }];
    });
    for (const [userId, country] of countries)
      if (people.get(userId)?.country !== country) await repo.changePerson(tx, userId, { country });
    return rows.length - (await repo.add(tx, rows)).length;
  }

  async function writeAll(): Promise<void> {
    const seen = waiting;
    const counts = dropped;
    waiting = [];
    dropped = new Map();
    if (seen.length === 0 && counts.size === 0) return;
    try {
      await db.write(async (tx) => {
        const all = new Map(counts);
        const again = await write(tx, seen);
        const day = utcDate(now());
        if (again > 0)
          all.set(`${day} duplicate`, { day, reason: 'duplicate', count: (counts.get(`${day} duplicate`)?.count ?? 0) + again });
        if (all.size > 0) await repo.addDropped(tx, [...all.values()]);
      });
    } catch (error) {
      // What could not be written waits for the next second, as far as there is room.
      const room = MOST_WAITING - waiting.length;
      waiting = [...seen.slice(0, room), ...waiting];
      for (const { day, reason, count } of counts.values()) drop(reason, count, day);
      if (seen.length > room) drop('overloaded', seen.length - room);
      throw error;
    }
  }

  const tryWriting = toldOnce('events', writeAll, onFailure);

  /** Writes what waits. One after another: what comes meanwhile is written by the next. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    await writing?.catch(() => undefined);
    writing = tryWriting();
    await writing;
  }

  return { take, drop, flush };
}

export type Collector = ReturnType<typeof collector>;
