import { isNotNull } from 'drizzle-orm';
import type { Kit } from '../kit.ts';
import type { accountTables } from './accounts.ts';

/** What the engine keeps besides plans: what models cost and answered, and the rates of the day. */
export function engineTables(k: Kit, { users }: ReturnType<typeof accountTables>) {
  /** One row a question that a model was asked. */
  const modelCalls = k.table(
    'model_calls',
    {
      id: k.text('id').primaryKey(),
      /** Absent once the account is gone. */
      userId: k.text('user_id').references(() => users.id, { onDelete: 'set null' }),
      /** The plan it was for, whether or not that was saved in the end. */
      planId: k.text('plan_id'),
      model: k.text('model').notNull(),
      promptVersion: k.text('prompt_version').notNull(),
      inputTokens: k.integer('input_tokens').notNull(),
      outputTokens: k.integer('output_tokens').notNull(),
      /** Millionths of a dollar. */
      costMicros: k.long('cost_micros').notNull(),
      /** `answered`, `cached`, or the kind of failure. */
      outcome: k.text('outcome').notNull(),
      at: k.instant('at').notNull(),
    },
    (t) => [k.index('model_calls_at_idx').on(t.at), k.index('model_calls_user_idx').on(t.userId, t.id).where(isNotNull(t.userId))],
  );

  /** Spent and reserved on one day by one account, or by everybody together. */
  const modelSpending = k.table(
    'model_spending',
    {
      /** A user's id, or `everyone`. */
      account: k.text('account').notNull(),
      /** In UTC. */
      day: k.text('day').notNull(),
      /** Millionths of a dollar. */
      micros: k.long('micros').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.account, t.day] }), k.index('model_spending_day_idx').on(t.day)],
  );

  /** Answers of models by the hash of the whole question. */
  const modelAnswers = k.table(
    'model_answers',
    {
      questionHash: k.text('question_hash').primaryKey(),
      /** Whose own words the question holds; such an answer is theirs alone and goes with the account. */
      userId: k.text('user_id').references(() => users.id, { onDelete: 'cascade' }),
      answer: k.text('answer').notNull(),
      at: k.instant('at').notNull(),
    },
    (t) => [
      k.index('model_answers_at_idx').on(t.at),
      k.index('model_answers_user_idx').on(t.userId, t.questionHash).where(isNotNull(t.userId)),
    ],
  );

  /** Reference rates that were fetched after the shipped table was made. */
  const exchangeRates = k.table('exchange_rates', {
    currency: k.text('currency').primaryKey(),
    /** Units for one euro, as decimal text. */
    perEuro: k.text('per_euro').notNull(),
    asOf: k.text('as_of').notNull(),
    source: k.text('source').notNull(),
  });

  /** Every rate that was fetched, so that what happened on a day can be converted as on that day. */
  const exchangeRateDays = k.table(
    'exchange_rate_days',
    { currency: k.text('currency').notNull(), asOf: k.text('as_of').notNull(), perEuro: k.text('per_euro').notNull() },
    (t) => [k.primaryKey({ columns: [t.currency, t.asOf] }), k.index('exchange_rate_days_as_of_idx').on(t.asOf)],
  );

  return { modelCalls, modelSpending, modelAnswers, exchangeRates, exchangeRateDays };
}
