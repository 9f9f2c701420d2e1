import Sqlite from 'better-sqlite3';
import { DAYS, FIRST_DAY, yearOfEvents, type EventRow } from './year.ts';

const DAY_MS = 86_400_000;
/** One of so many of the last days' events comes late. */
const LATE = 50;
const LATE_DAYS = 2;

/** Fills a migrated SQLite file with a year; gives the events that are still to come. */
export function fillYear(file: string, total: number): EventRow[] {
  const db = new Sqlite(file);
  db.pragma('synchronous = OFF');
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL`,
    )
    .all();
  // Made anew at the end: much quicker than a row at a time.
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  const insert = inserter(db);
  const cost = db.prepare(
    `INSERT INTO model_calls (id, plan_id, model, prompt_version, input_tokens, output_tokens, cost_micros, outcome, at) VALUES (?, ?, 'm', '1', 1, 1, ?, 'answered', ?)`,
  );
  const click = db.prepare('INSERT INTO booking_clicks (day, provider, kind, clicks) VALUES (?, ?, ?, ?)');
  const late: EventRow[] = [];
  let index = 0;
  for (const rows of yearOfEvents(total)) {
    db.transaction(() => {
      for (const [place, row] of rows.entries()) {
        if (index >= DAYS - LATE_DAYS && place % LATE === 0) late.push(row);
        else insert.run(...row);
        if (row[1] === 'plan-made') cost.run(row[0], row[0], 100 + (place % 900), row[2]);
      }
      for (const provider of ['one', 'two', 'three', 'four'])
        for (const kind of ['stay', 'flight', 'activity']) click.run(dayAt(index), provider, kind, 1 + ((index * 7) % 40));
    })();
    index += 1;
  }
  for (const { sql } of indexes) db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return late;
}

/** Lets the late ones in. */
export function addEvents(file: string, rows: readonly EventRow[]): void {
  const db = new Sqlite(file);
  const insert = inserter(db);
  db.transaction(() => rows.forEach((row) => insert.run(...row)))();
  db.close();
}

function inserter(db: Sqlite.Database): Sqlite.Statement<EventRow> {
  return db.prepare(
    `INSERT INTO events (id, name, at, day, person, visitor, country, page, referrer, utm_source, utm_medium, utm_campaign, destination, month)
     VALUES (${Array.from({ length: 14 }, () => '?').join(', ')})`,
  );
}

export function dayAt(index: number): string {
  return new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + index * DAY_MS).toISOString().slice(0, 10);
}
