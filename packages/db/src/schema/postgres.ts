import { postgresKit } from '../kit.ts';
import { defineSchema } from './index.ts';

/** What the migration generator reads for PostgreSQL. */
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
} = defineSchema(postgresKit);
