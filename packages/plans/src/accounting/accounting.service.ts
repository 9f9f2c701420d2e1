import { newId, toInstant, utcDate } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Entitlements, PersonalEntry } from '@tripmaster/rpc';
import { idOf, inBatches } from '../batches.ts';
import type { AnswerCache, ModelLedger } from '../model/index.ts';
import type { AccountingRepo } from './accounting.repo.ts';

/** Limits of one day (UTC) in millionths of a dollar; absent: none. */
export type ModelBudgets = { user?: number; everyone?: number };

const DAY_MS = 86_400_000;
const ANSWERS_KEPT_MS = 30 * DAY_MS;
const CALLS_KEPT_MS = 400 * DAY_MS;
/** A question asked before midnight may be booked after it, on its own day. */
const SPENDING_KEPT_MS = DAY_MS;
/** The account of all people together; no user has this id. */
const EVERYONE = 'everyone';

type Deps = { db: Database; repo: AccountingRepo; budgets: Pick<ModelBudgets, 'everyone'>; entitlements: Entitlements; now: () => number };

/** The books of what models cost, shared by all nodes, and what models answered before. */
export function accountingService({ db, repo, budgets, entitlements, now }: Deps) {
  const ledger: ModelLedger = {
    async reserve(payer, micros) {
      const day = utcDate(now());
      return db.write(async (tx) => {
        const accounts = [
          ...(payer === undefined ? [] : [{ account: payer.userId, limit: (await entitlements(tx, payer.userId)).limits.modelMicros }]),
          { account: EVERYONE, limit: budgets.everyone },
        ];
        for (const { account, limit } of accounts)
          if (limit !== undefined && (await repo.spent(tx, account, day)) + micros > limit) return undefined;
        for (const { account } of accounts) await repo.addSpending(tx, { account, day, micros });
        return { day, micros };
      });
    },

    async book({ payer, usage, costMicros, ...call }, reservation) {
      const row = {
        id: newId(now()),
        userId: payer?.userId ?? null,
        planId: payer?.planId ?? null,
        ...call,
        ...usage,
        costMicros,
        at: now(),
      };
      await db.write(async (tx) => {
        await repo.addCall(tx, row);
        const micros = costMicros - (reservation?.micros ?? costMicros);
        if (reservation === undefined || micros === 0) return;
        const { day } = reservation;
        if (payer !== undefined) await repo.addSpending(tx, { account: payer.userId, day, micros });
        await repo.addSpending(tx, { account: EVERYONE, day, micros });
      });
    },
  };

  const cache: AnswerCache = {
    async find(hash) {
      const [row] = await repo.answer(db.read, { hash, since: now() - ANSWERS_KEPT_MS });
      return row?.answer;
    },
    async keep(hash, answer, ownerId) {
      await db.write((tx) => repo.keepAnswer(tx, { questionHash: hash, userId: ownerId ?? null, answer, at: now() }));
    },
  };

  return {
    ledger,
    cache,

    /** Forgets answers after 30 days, questions after 400, and what was spent on days that are over. */
    async purge(): Promise<void> {
      const at = now();
      const before = { answers: at - ANSWERS_KEPT_MS, calls: at - CALLS_KEPT_MS, day: utcDate(at - SPENDING_KEPT_MS) };
      await db.write((tx) => repo.purge(tx, before));
    },

    /** Every question asked for a person, and the answers that hold words of theirs; for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const calls = inBatches((after, limit) => repo.callsOf(db.read, userId, after, limit), idOf);
      for await (const { at, ...row } of calls) yield { section: 'modelCalls', entry: { ...row, at: toInstant(at) } };
      const answers = inBatches(
        (after, limit) => repo.answersOf(db.read, userId, after, limit),
        ({ questionHash }) => questionHash,
      );
      for await (const { answer, at } of answers) yield { section: 'modelAnswers', entry: { answer, at: toInstant(at) } };
    },
  };
}

export type AccountingService = ReturnType<typeof accountingService>;
