/** Run as a process to be killed: writes rows for ever and prints the id of each one it was promised. */
import { writeSync } from 'node:fs';
import { openDatabase } from '../open.ts';

const db = await openDatabase(process.argv[2] ?? '');
const round = process.argv[3] ?? '';
for (let row = 0; ; row += 1) {
  const id = `${round}-${row}`;
  await db.write(
    async (tx) =>
      void (await tx
        .insert(db.tables.users)
        .values({ id, email: id, passwordHash: 'x', role: 'traveller', status: 'active', createdAt: 1, updatedAt: 1 })),
  );
  writeSync(1, `${id}\n`);
}
