import { postgresKit } from '../kit.ts';
import { defineSchema } from './index.ts';

/** What the migration generator reads for PostgreSQL. */
export const { users, sessions, idempotencyKeys, plans, publicDestinations, planDocuments } = defineSchema(postgresKit);
