import { statement, type Database, type Reader, type Transaction } from '@tripmaster/db';
import { and, asc, eq, gt, gte, lt, sql } from 'drizzle-orm';

export type CallRow = Database['tables']['modelCalls']['$inferInsert'];

/** Queries of what models cost and answered. */
export function accountingRepo({ tables: { modelCalls, modelSpending, modelAnswers, users } }: Pick<Database, 'tables'>) {
  return {
    async spent(tx: Reader, account: string, day: string) {
      const [row] = await tx
        .select({ micros: modelSpending.micros })
        .from(modelSpending)
        .where(and(eq(modelSpending.account, account), eq(modelSpending.day, day)));
      return row?.micros ?? 0;
    },

    /** Adds to what an account has spent on a day; `micros` may be negative. */
    addSpending: statement('model-spending-add', (tx: Transaction) =>
      tx
        .insert(modelSpending)
        .values({ account: sql.placeholder('account'), day: sql.placeholder('day'), micros: sql.placeholder('micros') })
        .onConflictDoUpdate({
          target: [modelSpending.account, modelSpending.day],
          set: { micros: sql`${modelSpending.micros} + excluded.micros` },
        }),
    ),

    /** One question. Its person may have gone while it was being answered: then it is nobody's. */
    async addCall(tx: Transaction, { userId, ...row }: CallRow) {
      await tx.insert(modelCalls).values({ ...row, userId: sql`(select ${users.id} from ${users} where ${users.id} = ${userId ?? ''})` });
    },

    async callsOf(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select()
        .from(modelCalls)
        .where(and(eq(modelCalls.userId, userId), gt(modelCalls.id, after)))
        .orderBy(asc(modelCalls.id))
        .limit(limit);
    },

    answer: statement('model-answer', (db: Reader) =>
      db
        .select({ answer: modelAnswers.answer })
        .from(modelAnswers)
        .where(and(eq(modelAnswers.questionHash, sql.placeholder('hash')), gte(modelAnswers.at, sql.placeholder('since')))),
    ),

    async keepAnswer(tx: Transaction, row: typeof modelAnswers.$inferInsert) {
      const { answer, at } = row;
      await tx.insert(modelAnswers).values(row).onConflictDoUpdate({ target: modelAnswers.questionHash, set: { answer, at } });
    },

    async answersOf(db: Reader, userId: string, after: string, limit: number) {
      return db
        .select()
        .from(modelAnswers)
        .where(and(eq(modelAnswers.userId, userId), gt(modelAnswers.questionHash, after)))
        .orderBy(asc(modelAnswers.questionHash))
        .limit(limit);
    },

    async purge(tx: Transaction, before: { answers: number; calls: number; day: string }) {
      await tx.delete(modelAnswers).where(lt(modelAnswers.at, before.answers));
      await tx.delete(modelCalls).where(lt(modelCalls.at, before.calls));
      await tx.delete(modelSpending).where(lt(modelSpending.day, before.day));
    },
  };
}

export type AccountingRepo = ReturnType<typeof accountingRepo>;
