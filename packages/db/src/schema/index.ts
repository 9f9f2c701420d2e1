import type { Kit } from '../kit.ts';
import { accountTables } from './accounts.ts';
import { engineTables } from './engine.ts';
import { planTables } from './plans.ts';
import { recordTables } from './records.ts';
import { signInTables } from './sign-in.ts';

/** Every table, in the columns of one engine. */
export function defineSchema(kit: Kit) {
  const accounts = accountTables(kit);
  return {
    ...accounts,
    ...signInTables(kit, accounts),
    ...recordTables(kit, accounts),
    ...planTables(kit, accounts),
    ...engineTables(kit, accounts),
  };
}

export type Schema = ReturnType<typeof defineSchema>;
