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

// What happens to a row when the one that it names goes is left out by the generator where SQLite gets a new column.
const sqlite = `${root}migrations/sqlite/`;
const latest = readdirSync(`${sqlite}meta`)
  .filter((entry) => entry.endsWith('_snapshot.json'))
  .toSorted()
  .at(-1);
const snapshot = readFileSync(`${sqlite}meta/${latest ?? ''}`, 'utf8');
for (const file of readdirSync(sqlite).filter((entry) => entry.endsWith('.sql'))) {
  const sql = readFileSync(sqlite + file, 'utf8');
  const whole = sql.replace(/^(ALTER TABLE `(\w+)` ADD `(\w+)` .*REFERENCES) (\w+)\((\w+)\);/gm, (_, start: string, ...names: string[]) => {
    const [table = '', column = '', other = '', key = ''] = names;
    return `${start} \`${other}\`(\`${key}\`) ON UPDATE no action ON DELETE ${onDelete(table, column)};`;
  });
  if (whole !== sql) writeFileSync(sqlite + file, whole);
}

function onDelete(table: string, column: string): string {
  const key = new RegExp(`"tableFrom": "${table}",[^}]*?"columnsFrom": \\[\\s*"${column}"\\s*\\][^}]*?"onDelete": "([a-z ]+)"`).exec(
    snapshot,
  );
  if (key?.[1] === undefined) throw new Error(`${table}.${column} refers to nothing`);
  return key[1];
}
