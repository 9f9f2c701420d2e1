import { sqliteKit } from '../kit.ts';
import { defineSchema } from './index.ts';

/** What the migration generator reads for SQLite. */
export const {
  users,
  idempotencyKeys,
  sessions,
  tickets,
  totp,
  recoveryCodes,
  passkeys,
  identities,
  apiTokens,
  auditEvents,
  auditHeads,
  mailOutbox,
  throttles,
  plans,
  publicDestinations,
  planDocuments,
  planVersions,
  planDrafts,
  modelCalls,
  modelSpending,
  modelAnswers,
  exchangeRates,
} = defineSchema(sqliteKit);
