import { toInstant, type FiguresInput } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { FiguresRepo } from './figures.repo.ts';

const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** The events of some days in the order they happened, however many: a batch at a time. */
export function eventTable({ db, repo }: { db: Database; repo: FiguresRepo }) {
  return async function* ({ from, to }: FiguresInput) {
    const end = Date.parse(`${to}T00:00:00Z`) + DAY_MS - 1;
    let behind = { at: Date.parse(`${from}T00:00:00Z`), id: '' };
    for (;;) {
      const rows = await repo.events(db.read, { ...behind, end, limit: BATCH });
      for (const row of rows) yield { ...row, at: toInstant(row.at) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      behind = { at: last.at, id: last.id };
    }
  };
}
