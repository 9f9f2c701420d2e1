import type { Kit } from '../kit.ts';

/** Counts by value ('' where there is none): the first counts of all values, then the second ones … Read whole, and quicker so. */
export type StoredCounts = { values: string[]; columns: number[][] };

/** What was counted of the events, a day at a time: all of it can be counted again from those that are there. Days and weeks are those of UTC. */
export function rollupTables(k: Kit) {
  /** One row for every day from the first event on. */
  const rollupDays = k.table('rollup_days', {
    day: k.text('day').primaryKey(),
    /** Events that were counted; when the day has more by now, it is counted again. -1: to be counted in any case. */
    events: k.long('events').notNull(),
    visitors: k.long('visitors').notNull(),
    /** People with an event on the day; in the 7 and in the 30 days that end with it. */
    activeDay: k.long('active_day').notNull(),
    activeWeek: k.long('active_week').notNull(),
    activeMonth: k.long('active_month').notNull(),
    signUps: k.long('sign_ups').notNull(),
    plansMade: k.long('plans_made').notNull(),
    plansChanged: k.long('plans_changed').notNull(),
    plansShared: k.long('plans_shared').notNull(),
    bookingClicks: k.long('booking_clicks').notNull(),
  });

  /** Of each day, what answers questions about people over many days. */
  const rollupPeople = k.table('rollup_people', {
    day: k.text('day').primaryKey(),
    /** How many different people were active in the 1, 2, 3 … days that end with this one. */
    trailing: k.json<number[]>('trailing').notNull(),
    /** By the week they signed up in: who was active for the first time in this week (`rollup_weeks` adds them up). */
    cohorts: k.json<Record<string, number>>('cohorts').notNull(),
  });

  /** By the week of sign-up: how many were active in this week. */
  const rollupWeeks = k.table('rollup_weeks', {
    /** Its Monday. */
    week: k.text('week').primaryKey(),
    cohorts: k.json<Record<string, number>>('cohorts').notNull(),
  });

  /** Counts by country, page and the like: of a day, and of the days before it. */
  const rollupCounts = k.table(
    'rollup_counts',
    {
      day: k.text('day').notNull(),
      dimension: k.text('dimension').notNull(),
      counts: k.json<StoredCounts>('counts').notNull(),
      /** The same of all days from the first of its stretch (512 days) to this one; null until that is added up. */
      running: k.json<StoredCounts>('running'),
    },
    (t) => [k.primaryKey({ columns: [t.day, t.dimension] })],
  );

  /** The first day on which a person, by `analytics_people.ref`, did what the funnel asks for. */
  const rollupMilestones = k.table(
    'rollup_milestones',
    {
      ref: k.text('ref').primaryKey(),
      signedUp: k.text('signed_up'),
      planned: k.text('planned'),
      shared: k.text('shared'),
      clicked: k.text('clicked'),
      paid: k.text('paid'),
    },
    (t) => [k.index('rollup_milestones_signed_up_idx').on(t.signedUp)],
  );

  /** Of the people who signed up on a day, how many have come as far as each step and all before it. */
  const rollupFunnels = k.table('rollup_funnels', {
    day: k.text('day').primaryKey(),
    people: k.long('people').notNull(),
    planned: k.long('planned').notNull(),
    shared: k.long('shared').notNull(),
    clicked: k.long('clicked').notNull(),
    paid: k.long('paid').notNull(),
  });

  /** What models cost on a day, in millionths of a dollar. */
  const rollupCosts = k.table('rollup_costs', { day: k.text('day').primaryKey(), micros: k.long('micros').notNull() });

  /** One row: how far counting is. */
  const rollupState = k.table('rollup_state', {
    id: k.integer('id').primaryKey(),
    /** One more with every change of a rollup. */
    version: k.long('version').notNull(),
    /** The last day to which `rollup_counts` are added up; '' before the first. */
    summedTo: k.text('summed_to').notNull(),
    /** The first day of which the events are all there: those before it were taken away, or are about to be. '' where none were. */
    eventsFrom: k.text('events_from').notNull().default(''),
    countedAt: k.instant('counted_at').notNull(),
    /** Accounts and plans there were then. */
    people: k.long('people').notNull(),
    plans: k.long('plans').notNull(),
  });

  return { rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels, rollupCosts, rollupState };
}
