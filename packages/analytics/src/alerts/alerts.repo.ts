import type { AlertChange } from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import { and, asc, count, desc, eq, gte, inArray, isNull, lt, sum } from 'drizzle-orm';

/** Queries of rules that watch the server, and of what they watch. */
export function alertsRepo({
  tables: { alertRules, alertChanges, serverMinutes, events, droppedEvents, modelSpending, users },
}: Pick<Database, 'tables'>) {
  return {
    rules: (reader: Reader) => reader.select().from(alertRules).orderBy(asc(alertRules.id)),
    async rule(reader: Reader, id: string) {
      return (await reader.select().from(alertRules).where(eq(alertRules.id, id)))[0];
    },
    async add(tx: Transaction, row: typeof alertRules.$inferInsert) {
      await tx.insert(alertRules).values(row);
    },
    /** Changes a rule that is still the version it was read at; false when it is not. */
    async change(tx: Transaction, { id, version }: { id: string; version: number }, change: Partial<typeof alertRules.$inferInsert>) {
      const rows = await tx
        .update(alertRules)
        .set(change)
        .where(and(eq(alertRules.id, id), eq(alertRules.version, version)))
        .returning({ id: alertRules.id });
      return rows.length > 0;
    },
    async remove(tx: Transaction, id: string): Promise<boolean> {
      return (await tx.delete(alertRules).where(eq(alertRules.id, id)).returning({ id: alertRules.id })).length > 0;
    },
    async addChange(tx: Transaction, row: typeof alertChanges.$inferInsert) {
      await tx.insert(alertChanges).values(row);
    },
    /** What fires just now of a rule. */
    async firing(reader: Reader, ruleId: string) {
      const [row] = await reader
        .select()
        .from(alertChanges)
        .where(and(eq(alertChanges.ruleId, ruleId), eq(alertChanges.kind, 'fired'), isNull(alertChanges.overAt)))
        .orderBy(desc(alertChanges.id))
        .limit(1);
      return row;
    },
    async told(reader: Reader, id: string) {
      return (await reader.select({ told: alertChanges.told }).from(alertChanges).where(eq(alertChanges.id, id)))[0]?.told ?? undefined;
    },
    async amend(tx: Transaction, id: string, change: Partial<Pick<typeof alertChanges.$inferInsert, 'worstMilli' | 'overAt' | 'told'>>) {
      await tx.update(alertChanges).set(change).where(eq(alertChanges.id, id));
    },
    /** With the rule as it is now. Newest first. */
    changes: (
      reader: Reader,
      {
        ruleId,
        kind,
        before,
        most,
      }: { ruleId?: string | undefined; kind?: AlertChange['kind'] | undefined; before: string | undefined; most: number },
    ) =>
      reader
        .select({ change: alertChanges, rule: alertRules.rule })
        .from(alertChanges)
        .innerJoin(alertRules, eq(alertRules.id, alertChanges.ruleId))
        .where(
          and(
            ruleId === undefined ? undefined : eq(alertChanges.ruleId, ruleId),
            kind === undefined ? undefined : eq(alertChanges.kind, kind),
            before === undefined ? undefined : lt(alertChanges.id, before),
          ),
        )
        .orderBy(desc(alertChanges.id))
        .limit(most),
    async addMinutes(tx: Transaction, rows: (typeof serverMinutes.$inferInsert)[]) {
      await tx.insert(serverMinutes).values(rows).onConflictDoNothing();
    },
    minutes: (reader: Reader, from: number) =>
      reader.select().from(serverMinutes).where(gte(serverMinutes.minute, from)).orderBy(asc(serverMinutes.minute)),
    async signUps(reader: Reader, { from, days }: { from: number; days: string[] }): Promise<number> {
      const [row] = await reader
        .select({ found: count() })
        .from(events)
        .where(and(inArray(events.day, days), eq(events.name, 'signed-up'), gte(events.at, from)));
      return row?.found ?? 0;
    },
    async dropped(reader: Reader, day: string): Promise<number> {
      const [row] = await reader
        .select({ found: sum(droppedEvents.count) })
        .from(droppedEvents)
        .where(eq(droppedEvents.day, day));
      return Number(row?.found ?? 0);
    },
    /** Millionths of a dollar. */
    async modelSpend(reader: Reader, day: string): Promise<number> {
      const [row] = await reader
        .select({ micros: modelSpending.micros })
        .from(modelSpending)
        .where(and(eq(modelSpending.account, 'everyone'), eq(modelSpending.day, day)));
      return row?.micros ?? 0;
    },
    /** With what mails they want; few, so 100 are all. */
    administrators: (reader: Reader) =>
      reader
        .select({ id: users.id, email: users.email, locale: users.locale, notifications: users.notifications })
        .from(users)
        .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
        .orderBy(asc(users.id))
        .limit(100),
    async purge(tx: Transaction, { minutes, changes }: { minutes: number; changes: number }) {
      await tx.delete(serverMinutes).where(lt(serverMinutes.minute, minutes));
      await tx.delete(alertChanges).where(lt(alertChanges.at, changes));
    },
  };
}

export type AlertsRepo = ReturnType<typeof alertsRepo>;
export type RuleRow = Awaited<ReturnType<AlertsRepo['rules']>>[number];
export type FiringRow = NonNullable<Awaited<ReturnType<AlertsRepo['firing']>>>;
export type ChangeRow = Awaited<ReturnType<AlertsRepo['changes']>>[number];
