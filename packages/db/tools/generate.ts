/** Writes the migrations of both engines for what changed in the schema: `npm run db:generate -- name-of-the-change`. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) throw new Error('name the change: npm run db:generate -- add-trip-notes');
const root = fileURLToPath(new URL('..', import.meta.url));

for (const engine of ['sqlite', 'postgres']) {
  execFileSync('drizzle-kit', ['generate', '--config', `drizzle.${engine}.config.ts`, '--name', name], { cwd: root, stdio: 'inherit' });
}

// SQLite compares text by code point; PostgreSQL does so only under this collation.
const folder = `${root}migrations/postgres/`;
for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.sql'))) {
  const sql = readFileSync(folder + file, 'utf8');
  writeFileSync(folder + file, sql.replace(/^(\t"\w+" text|ALTER TABLE "\w+" ADD COLUMN "\w+" text)(?! COLLATE)/gm, '$1 COLLATE "C"'));
}
