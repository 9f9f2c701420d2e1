import { setImmediate as turn } from 'node:timers/promises';
import { addDays, MOST_FIGURE_DAYS, utcDate } from '@tripmaster/contracts';
import type { Database, Transaction } from '@tripmaster/db';
import { addAll, toStored, type Counts } from './counts.ts';
import { newSteps, noteSteps } from './milestones.ts';
import { cohortsOf, trailingOf, weekOf } from './people.ts';
import type { RollupsRepo, State } from './rollups.repo.ts';
import { beginsStretch, dayNumber, dayOf } from './stretches.ts';
import { dimensions, startTally } from './tally.ts';

const DAY_MS = 86_400_000;
/** Events of a day come until some hours after its end. */
const LATE_DAYS = 2;
/** Events read at once: other work has its turn in between. */
const BATCH = 4_000;
/** Different values of a day, and of all days of a stretch, that are told apart; the rarest others are one. */
const MOST_VALUES = { day: 5_000, running: 10_000 };

type Deps = {
  db: Database;
  repo: RollupsRepo;
  /** How many days a question about people may be about. */
  lookBackDays?: number;
  now: () => number;
};

/** Somebody else is counting: what they have done is done. */
class Overtaken extends Error {}

type Counting = {
  inTurn: (changes: { summedTo?: string }, work: (tx: Transaction) => Promise<void>) => Promise<void>;
  summed: { to: string };
  /** The first day whose people can be counted. */
  peopleFrom: string;
};

export type CountOptions = {
  /** Looks for days that have changed among all there are, not only among the latest. */
  everything?: boolean;
  signal?: AbortSignal;
  onDay?: (done: number, of: number) => void | Promise<void>;
};

/**
 * Counts events by the day. Whether a day is to be counted is told by how many events it has: none is ever changed, so one
 * more is the only way in which a day can differ from what was counted of it. So nothing has to be marked where events are
 * written, and what was broken off goes on where it stood. Any number of nodes may count; one gets through. Days before
 * `eventsFrom`, whose events were taken away, stay as they were counted.
 */
export function rollupsService({ db, repo, lookBackDays = MOST_FIGURE_DAYS, now }: Deps) {
  async function stateOf(): Promise<State> {
    const [known] = await repo.state(db.read);
    if (known !== undefined) return known;
    const first: State = { version: 0, summedTo: '', eventsFrom: '', countedAt: 0, people: 0, plans: 0 };
    await db.write((tx) => repo.begin(tx, first));
    return (await repo.state(db.read))[0] ?? first;
  }

  /** Transactions one after another, each of which nobody else has come between. */
  function turnsFrom({ version: start }: State): Counting['inTurn'] {
    let version = start;
    return async (changes, work) => {
      await db.write(async (tx) => {
        if (!(await repo.claim(tx, version, changes))) throw new Overtaken();
        await work(tx);
      });
      version += 1;
    };
  }

  async function tallyOf(day: string) {
    const tally = startTally();
    const start = Date.parse(`${day}T00:00:00Z`);
    let [at, id] = [start, ''];
    for (;;) {
      const rows = await repo.scan(db.read, { at, id, end: start + DAY_MS, limit: BATCH });
      for (const row of rows) tally.add(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return tally.finish();
      ({ at, id } = last);
      await turn();
    }
  }

  /** A day's people, who depend on the days before. */
  async function peopleOf(day: string) {
    const start = Date.parse(`${day}T00:00:00Z`);
    const actives = await repo.actives(db.read, { day, start, since: start - (lookBackDays - 1) * DAY_MS });
    const [yesterday] = await repo.peopleOn(db.read, { day: addDays(day, -1) });
    return { trailing: trailingOf(day, actives, yesterday?.trailing ?? [], lookBackDays), cohorts: cohortsOf(day, actives) };
  }

  /** Counts one day: all of it, or (without `events`) only its people. */
  async function countDay({ inTurn, summed, peopleFrom }: Counting, day: string, events: number | undefined): Promise<void> {
    // Whose look back ends where events were taken away: what is known of them is better than what could be counted now.
    const [kept] = day < peopleFrom ? await repo.peopleOn(db.read, { day }) : [];
    if (events === undefined && kept !== undefined) return;
    const tally = events === undefined ? undefined : await tallyOf(day);
    if (tally !== undefined && (await newSteps(repo, db.read, day, tally.steps)))
      await inTurn({}, (tx) => noteSteps(repo, tx, day, tally.steps));
    const { trailing, cohorts } = kept ?? (await peopleOf(day));
    const active = { activeDay: trailing[0] ?? 0, activeWeek: trailing[6] ?? 0, activeMonth: trailing[29] ?? 0 };
    const monday = weekOf(day);
    const week: Record<string, number> = {};
    for (const other of await repo.cohortsBetween(db.read, monday, addDays(monday, 6))) if (other.day !== day) addTo(week, other.cohorts);
    addTo(week, cohorts);
    // Sums that know of the day as it was are not to be used until they are added up anew.
    const changes = tally !== undefined && day <= summed.to ? { summedTo: addDays(day, -1) } : {};
    await inTurn(changes, async (tx) => {
      if (tally === undefined) await repo.setActive(tx, { day, ...active });
      else {
        const { lists, steps: _, ...sums } = tally;
        await repo.putDay(tx, { day, ...sums, ...active, events: events ?? 0 });
        await repo.putCounts(
          tx,
          dimensions.map((dimension) => ({
            day,
            dimension,
            counts: toStored(lists[dimension], MOST_VALUES.day),
          })),
        );
      }
      await repo.putPeople(tx, { day, trailing, cohorts });
      await repo.putWeek(tx, monday, week);
    });
    if (changes.summedTo !== undefined) summed.to = changes.summedTo;
  }

  /** Adds up the counts of the days after `summedTo` to `last`, each to those of the day before. */
  async function sumUp(inTurn: Counting['inTurn'], summedTo: string, last: string, signal?: AbortSignal): Promise<void> {
    for (let day = addDays(summedTo, 1); day <= last; day = addDays(day, 1)) {
      signal?.throwIfAborted();
      const before = beginsStretch(day) ? [] : await repo.countsOf(db.read, { day: addDays(day, -1) });
      const sums = new Map<string, Counts>();
      for (const { dimension, running } of before) if (running !== null) addAll(sumOf(sums, dimension), running);
      for (const { dimension, counts } of await repo.countsOf(db.read, { day })) addAll(sumOf(sums, dimension), counts);
      await inTurn({ summedTo: day }, async (tx) => {
        for (const [dimension, sum] of sums) await repo.putRunning(tx, { day, dimension, running: toStored(sum, MOST_VALUES.running) });
      });
      await turn();
    }
  }

  /** What models cost, since the last day that is known. */
  async function countCosts(): Promise<void> {
    const [last] = await repo.lastCost(db.read);
    const yesterday = addDays(utcDate(now()), -1);
    const since = last === undefined ? 0 : Date.parse(`${last.day < yesterday ? last.day : yesterday}T00:00:00Z`);
    const costs = await repo.costsSince(db.read, since);
    if (costs.length === 0) return;
    await db.write(async (tx) => {
      for (const { number, micros } of costs) await repo.putCost(tx, { day: dayOf(number), micros });
    });
  }

  /** Counts what is to be counted, the earliest day first. Stops where `signal` says so, and where another node is at it. */
  async function countAll({ everything = false, signal, onDay }: CountOptions): Promise<void> {
    const state = await stateOf();
    const counted = new Map((await repo.counted(db.read)).map(({ day, events }) => [day, events]));
    const [oldest, latest] = [[...counted.keys()][0], [...counted.keys()].at(-1)];
    const today = utcDate(now());
    const recent = addDays(latest === undefined || latest > today ? today : latest, -LATE_DAYS);
    const actual = new Map(
      (await repo.eventsByDay(db.read, everything || latest === undefined ? '' : recent)).map(({ day, events }) => [day, events]),
    );
    const isStale = (day: string) => {
      const known = counted.get(day);
      if (known !== undefined && day < state.eventsFrom) return false;
      return known === undefined || known === -1 || (actual.get(day) ?? 0) > known;
    };
    const begin = [...actual.keys(), ...(oldest === undefined ? [] : [oldest])].toSorted()[0];
    if (begin === undefined) return;
    const last = [...actual.keys(), today].toSorted().at(-1) ?? today;
    const days = Array.from({ length: dayNumber(last) - dayNumber(begin) + 1 }, (_, index) => addDays(begin, index));
    const from = days.findIndex(isStale);
    const inTurn = turnsFrom(state);
    const summed = { to: state.summedTo === '' ? addDays(begin, -1) : state.summedTo };
    const peopleFrom = state.eventsFrom === '' ? '' : addDays(state.eventsFrom, lookBackDays - 1);
    if (from >= 0) {
      for (const [index, day] of days.slice(from).entries()) {
        signal?.throwIfAborted();
        // Of a day that was marked nobody knows how many events it has before they are counted.
        const events = isStale(day) ? (actual.get(day) ?? (await repo.eventsOn(db.read, day))) : undefined;
        await countDay({ inTurn, summed, peopleFrom }, day, events);
        await onDay?.(index + 1, days.length - from);
        await turn();
      }
    }
    await sumUp(inTurn, summed.to, last, signal);
  }

  return {
    async count(options: CountOptions = {}): Promise<void> {
      const countedAt = now();
      try {
        await countAll(options);
      } catch (error) {
        if (error instanceof Overtaken) return;
        throw error;
      }
      await countCosts();
      const totals = await repo.totals(db.read);
      await db.write((tx) => repo.note(tx, { countedAt, ...totals }));
    },

    /** Has everything counted again of which all events are there; `count` does it. */
    async forget(): Promise<void> {
      await stateOf();
      const oldest = await repo.firstDay(db.read);
      if (oldest === undefined) return;
      await db.write(async (tx) => {
        const [state] = await repo.state(tx);
        const first = state === undefined || state.eventsFrom < oldest ? oldest : state.eventsFrom;
        await repo.claim(tx, state?.version ?? 0, { summedTo: addDays(first, -1) });
        await repo.forget(tx, first);
      });
    },
  };
}

export type RollupsService = ReturnType<typeof rollupsService>;

function sumOf(sums: Map<string, Counts>, dimension: string): Counts {
  const sum = sums.get(dimension) ?? new Map<string, number[]>();
  sums.set(dimension, sum);
  return sum;
}

function addTo(into: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const key in more) into[key] = (into[key] ?? 0) + (more[key] ?? 0);
}
