import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../database.ts';
import { postgresKit } from '../kit.ts';
import { defineSchema } from '../schema/index.ts';

const AWKWARD = 'a "quoted" \'text\' \\ with \n lines, \t tabs, ünïcode 漢字 🚃 and {"json": true}';

/** Puts `rows` rows into every table, which refer to one another as they must: in each but the first, what may be absent is. */
export async function fillEveryTable(db: Database, rows = 3): Promise<void> {
  const tables: Record<string, PgTable> = db.tables;
  // Only PostgreSQL's tables tell what refers to what.
  const known: Record<string, PgTable> = defineSchema(postgresKit);
  const parents = new Map(Object.entries(known).map(([key, table]) => [key, parentsOf(table)]));
  const left = new Set(Object.keys(tables));
  const names = new Map(Object.entries(known).map(([key, table]) => [getTableConfig(table).name, key]));
  while (left.size > 0) {
    for (const key of left) {
      const [table, columns, refers] = [
        tables[key],
        getTableColumns(known[key] ?? fail(key)),
        parents.get(key) ?? new Map<string, string>(),
      ];
      if (
        table === undefined ||
        [...refers.values()].some((parent) => parent !== getTableConfig(known[key] ?? fail(key)).name && left.has(names.get(parent) ?? ''))
      )
        continue;
      await db.write(async (tx) => {
        for (let row = 0; row < rows; row += 1)
          await tx
            .insert(table)
            .values(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, valueOf(column, row, refers)])));
      });
      left.delete(key);
    }
  }
}

function fail(key: string): never {
  throw new Error(`there is no table ${key}`);
}

/** The tables that columns refer to. */
function parentsOf(table: PgTable): Map<string, string> {
  return new Map(
    getTableConfig(table).foreignKeys.map((key) => {
      const { columns, foreignTable } = key.reference();
      return [columns[0]?.name ?? '', getTableConfig(foreignTable).name];
    }),
  );
}

function valueOf(column: PgColumn, row: number, refers: ReadonlyMap<string, string>): unknown {
  if (refers.has(column.name)) return column.notNull || row === 0 ? `id-${row}` : null;
  if (row > 0 && !column.notNull) return null;
  if (column.dataType === 'boolean') return row % 2 === 0;
  if (column.dataType === 'number') return column.columnType === 'PgInteger' ? row + 1 : 2 ** 52 + row;
  if (column.dataType === 'custom') return { list: [1, null, AWKWARD], row };
  return column.primary || column.name === 'id' ? `id-${row}` : `${AWKWARD} ${column.name} ${row}`;
}
