import { sqliteKit } from '../kit.ts';
import { defineSchema } from './index.ts';

/** What the migration generator reads for SQLite. */
export const { users, sessions, idempotencyKeys, plans, publicDestinations, planDocuments } = defineSchema(sqliteKit);
