export * from './backup/index.ts';
export type { Database, Engine, LibraryDoor, LibraryRows } from './database.ts';
export { DatabaseUnavailable, isUnavailable, NewerSchema, UniqueViolation } from './errors.ts';
export { afterCommit, statement, type Reader, type Transaction } from './handle.ts';
export { openDatabase } from './open.ts';
export { keysInUse, reseal, sealedColumns, type Resealed, type SealedColumn } from './resealing.ts';
export { newSealingKey, SealBroken, sealer, type Sealer, type SealingKey } from './sealing.ts';
export type { Schema } from './schema/index.ts';
export { mailStateOf } from './schema/records.ts';
