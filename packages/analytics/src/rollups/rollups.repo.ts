import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, min, or, sql, sum } from 'drizzle-orm';

type Tables = Database['tables'];
export type DayRow = Tables['rollupDays']['$inferSelect'];
export type Milestones = Tables['rollupMilestones']['$inferSelect'];
export type PeopleRow = Tables['rollupPeople']['$inferSelect'];
export type FunnelRow = Tables['rollupFunnels']['$inferSelect'];
export type CountsRow = Tables['rollupCounts']['$inferSelect'];
export type State = Omit<Tables['rollupState']['$inferSelect'], 'id'>;

const ONLY = 1;

/** Queries of what is counted of the events, and how far that is. */
export function rollupsRepo({ tables }: Pick<Database, 'tables'>) {
  const { events, rollupDays, rollupPeople, rollupWeeks, rollupCounts, rollupMilestones, rollupFunnels, rollupCosts, rollupState } = tables;
  const { modelCalls, users, plans } = tables;

  return {
    state: statement('rollup-state', (db: Reader) => db.select().from(rollupState).where(eq(rollupState.id, ONLY))),
    async begin(tx: Transaction, state: State) {
      await tx
        .insert(rollupState)
        .values({ id: ONLY, ...state })
        .onConflictDoNothing();
    },
    async note(tx: Transaction, state: Pick<State, 'countedAt' | 'people' | 'plans'>) {
      await tx.update(rollupState).set(state).where(eq(rollupState.id, ONLY));
    },
    /** Counts the version up, unless somebody else has: then nothing is changed, and it is false. */
    async claim(tx: Transaction, version: number, changes: Partial<Pick<State, 'summedTo' | 'eventsFrom'>> = {}) {
      const claimed = await tx
        .update(rollupState)
        .set({ version: version + 1, ...changes })
        .where(and(eq(rollupState.id, ONLY), eq(rollupState.version, version)))
        .returning({ version: rollupState.version });
      return claimed.length > 0;
    },

    /** How many events each day has, from `since` on. */
    async eventsByDay(db: Reader, since: string) {
      return db.select({ day: events.day, events: count() }).from(events).where(gte(events.day, since)).groupBy(events.day);
    },
    async eventsOn(db: Reader, day: string) {
      const [row] = await db.select({ events: count() }).from(events).where(eq(events.day, day));
      return row?.events ?? 0;
    },
    async firstDay(db: Reader) {
      const [row] = await db.select({ day: min(events.day) }).from(events);
      return row?.day ?? undefined;
    },
    counted: statement('rollup-counted', (db: Reader) =>
      db.select({ day: rollupDays.day, events: rollupDays.events }).from(rollupDays).orderBy(asc(rollupDays.day)),
    ),
    /** Events of a stretch of time in order, behind the one named last. */
    scan: statement('rollup-scan', (db: Reader) =>
      db
        .select({
          id: events.id,
          at: events.at,
          name: events.name,
          person: events.person,
          visitor: events.visitor,
          country: events.country,
          page: events.page,
          referrer: events.referrer,
          utmSource: events.utmSource,
          utmMedium: events.utmMedium,
          utmCampaign: events.utmCampaign,
          destination: events.destination,
          month: events.month,
        })
        .from(events)
        .where(
          and(
            gte(events.at, sql.placeholder('at')),
            lt(events.at, sql.placeholder('end')),
            sql`(${events.at} > ${sql.placeholder('at')} or ${events.id} > ${sql.placeholder('id')})`,
          ),
        )
        .orderBy(asc(events.at), asc(events.id))
        .limit(sql.placeholder('limit')),
    ),
    /** Who was active on a day: the time they were active before it (not before `since`), and the day they signed up. */
    async actives(db: Reader, { day, start, since }: { day: string; start: number; since: number }) {
      const actives = db
        .selectDistinct({ person: events.person })
        .from(events)
        .where(and(eq(events.day, day), isNotNull(events.person)))
        .as('actives');
      return db
        .select({
          before: sql<number | null>`(
            select max(earlier.at) from ${events} as earlier
            where earlier.person = ${actives.person} and earlier.at >= ${since} and earlier.at < ${start})`.mapWith(Number),
          signedUp: rollupMilestones.signedUp,
        })
        .from(actives)
        .leftJoin(rollupMilestones, eq(rollupMilestones.ref, actives.person));
    },

    async milestonesOf(db: Reader, refs: string[]) {
      return db.select().from(rollupMilestones).where(inArray(rollupMilestones.ref, refs));
    },
    async putMilestones(tx: Transaction, rows: Milestones[]) {
      await tx
        .insert(rollupMilestones)
        .values(rows)
        .onConflictDoUpdate({
          target: rollupMilestones.ref,
          set: {
            signedUp: sql`excluded.signed_up`,
            planned: sql`excluded.planned`,
            shared: sql`excluded.shared`,
            clicked: sql`excluded.clicked`,
            paid: sql`excluded.paid`,
          },
        });
    },
    /** How many of those who signed up on a day have come how far. */
    funnelOf: statement('rollup-funnel-of', (db: Reader) => {
      const { planned, shared, clicked, paid } = rollupMilestones;
      const reached = (...steps: (typeof planned | typeof shared | typeof clicked | typeof paid)[]) =>
        sql<number>`coalesce(sum(case when ${and(...steps.map((step) => isNotNull(step)))} then 1 else 0 end), 0)`.mapWith(Number);
      return db
        .select({
          people: count(),
          planned: reached(planned),
          shared: reached(planned, shared),
          clicked: reached(planned, shared, clicked),
          paid: reached(planned, shared, clicked, paid),
        })
        .from(rollupMilestones)
        .where(eq(rollupMilestones.signedUp, sql.placeholder('day')));
    }),
    async putFunnel(tx: Transaction, { day, ...row }: FunnelRow) {
      await tx
        .insert(rollupFunnels)
        .values({ day, ...row })
        .onConflictDoUpdate({ target: rollupFunnels.day, set: row });
    },

    async putDay(tx: Transaction, { day, ...row }: DayRow) {
      await tx
        .insert(rollupDays)
        .values({ day, ...row })
        .onConflictDoUpdate({ target: rollupDays.day, set: row });
    },
    async setActive(tx: Transaction, { day, ...active }: Pick<DayRow, 'day' | 'activeDay' | 'activeWeek' | 'activeMonth'>) {
      await tx.update(rollupDays).set(active).where(eq(rollupDays.day, day));
    },
    peopleOn: statement('rollup-people-on', (db: Reader) =>
      db
        .select()
        .from(rollupPeople)
        .where(eq(rollupPeople.day, sql.placeholder('day'))),
    ),
    async cohortsBetween(db: Reader, from: string, to: string) {
      return db
        .select({ day: rollupPeople.day, cohorts: rollupPeople.cohorts })
        .from(rollupPeople)
        .where(and(gte(rollupPeople.day, from), lte(rollupPeople.day, to)));
    },
    async putPeople(tx: Transaction, { day, ...row }: PeopleRow) {
      await tx
        .insert(rollupPeople)
        .values({ day, ...row })
        .onConflictDoUpdate({ target: rollupPeople.day, set: row });
    },
    async putWeek(tx: Transaction, week: string, cohorts: Record<string, number>) {
      await tx.insert(rollupWeeks).values({ week, cohorts }).onConflictDoUpdate({ target: rollupWeeks.week, set: { cohorts } });
    },

    /** A day's counts, and those up to it where they are added up. */
    countsOf: statement('rollup-counts-of', (db: Reader) =>
      db
        .select()
        .from(rollupCounts)
        .where(eq(rollupCounts.day, sql.placeholder('day'))),
    ),
    async putCounts(tx: Transaction, rows: Omit<CountsRow, 'running'>[]) {
      await tx
        .insert(rollupCounts)
        .values(rows)
        .onConflictDoUpdate({ target: [rollupCounts.day, rollupCounts.dimension], set: { counts: sql`excluded.counts` } });
    },
    async putRunning(tx: Transaction, { dimension, day, running }: Omit<CountsRow, 'counts'>) {
      await tx
        .update(rollupCounts)
        .set({ running })
        .where(and(eq(rollupCounts.day, day), eq(rollupCounts.dimension, dimension)));
    },

    /**
     * Has every day since `first` counted again, and forgets how far those came since then who did not sign up before it. What
     * somebody did earlier stays known.
     */
    async forget(tx: Transaction, first: string) {
      await tx.update(rollupDays).set({ events: -1 }).where(gte(rollupDays.day, first));
      const { signedUp, planned, shared, clicked, paid } = rollupMilestones;
      const before = (step: typeof planned) => sql`case when ${step} < ${first} then ${step} end`;
      await tx
        .update(rollupMilestones)
        .set({ signedUp: null, planned: before(planned), shared: before(shared), clicked: before(clicked), paid: before(paid) })
        .where(or(gte(signedUp, first), isNull(signedUp)));
      await tx.delete(rollupMilestones).where(and(...[signedUp, planned, shared, clicked, paid].map((step) => isNull(step))));
      await tx.delete(rollupFunnels).where(gte(rollupFunnels.day, first));
    },

    lastCost: statement('rollup-last-cost', (db: Reader) => db.select().from(rollupCosts).orderBy(desc(rollupCosts.day)).limit(1)),
    async costsSince(db: Reader, at: number) {
      const number = sql<number>`${modelCalls.at} / 86400000`.mapWith(Number);
      return db
        .select({ number, micros: sum(modelCalls.costMicros).mapWith(Number) })
        .from(modelCalls)
        .where(gte(modelCalls.at, at))
        .groupBy(number);
    },
    async putCost(tx: Transaction, row: { day: string; micros: number }) {
      await tx
        .insert(rollupCosts)
        .values(row)
        .onConflictDoUpdate({ target: rollupCosts.day, set: { micros: row.micros } });
    },
    /** Accounts and plans there are. */
    async totals(db: Reader) {
      const [[people], [all], [deleted]] = [
        await db.select({ count: count() }).from(users),
        await db.select({ count: count() }).from(plans),
        await db.select({ count: count() }).from(plans).where(isNotNull(plans.deletedAt)),
      ];
      return { people: people?.count ?? 0, plans: (all?.count ?? 0) - (deleted?.count ?? 0) };
    },
  };
}

export type RollupsRepo = ReturnType<typeof rollupsRepo>;
