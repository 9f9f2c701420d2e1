/** Run as a process with a file-size limit: writes until the engine refuses, and tells how many rows it was promised. */
import { openDatabase } from '../open.ts';

const db = await openDatabase(process.argv[2] ?? '');
let promised = 0;
let refusal = '';
for (let row = 0; row < 5_000 && refusal === ''; row += 1) {
  const user = {
    id: `row-${row}`,
    email: `${row}@example.com`,
    passwordHash: 'x'.repeat(2_000),
    role: 'traveller' as const,
    status: 'active' as const,
    createdAt: row,
    updatedAt: row,
  };
  try {
    await db.write((tx) => tx.insert(db.tables.users).values(user).returning({ id: db.tables.users.id }));
    promised += 1;
  } catch (error) {
    refusal = error instanceof Error ? error.message : String(error);
  }
}
process.stdout.write(JSON.stringify({ promised, refusal }));
