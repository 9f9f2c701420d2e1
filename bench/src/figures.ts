/**
 * Every figure of administration over a generated year on SQLite: whether it is what the events say when they are counted by
 * themselves, how long it takes, and how much longer with a hundred times as many: `npm run bench -- figures`. `--most 1000000`
 * for a smaller year, `--folder` for where the files go (four gigabytes), `--keep` to leave them there for another time.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { createFigures, figuresProcedures, recounts, recountsOfMoney, testLedger, type Figures } from '@tripmaster/analytics/testing';
import { addDays, type FiguresInput } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { actorOf, contextOf, createCallerFactory, router } from '@tripmaster/rpc';
import { addEvents, dayAt, fillYear } from './figures/database.ts';
import { fillLedger } from './figures/ledger.ts';
import { DAYS, FIRST_DAY, type EventRow } from './figures/year.ts';
import { median, percentile, printTable } from './lib/load.ts';

const LIMIT_MS = 50;
const LIMIT_RATIO = 1.5;
const TIMES = 100;
const FIGURES = ['overview', 'engagement', 'retention', 'funnel', 'popularity', 'geography', 'sources', 'revenue'] as const;
const ALL = [...FIGURES, 'realtime'] as const;
/** One payment for so many events. */
const EVENTS_A_PAYMENT = 1_000;
const LAST_DAY = dayAt(DAYS - 1);
const NOW = Date.parse(`${LAST_DAY}T23:59:00Z`);

const { values } = parseArgs({
  options: {
    least: { type: 'string', default: '100000' },
    most: { type: 'string', default: '10000000' },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'tripmaster-figures-'));
let failures = 0;

type Year = { events: number; file: string; db: Database; counted: Figures; ask: Ask };
type Ask = (figure: (typeof ALL)[number], range: FiguresInput) => Promise<unknown>;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(text: string): void {
  failures += 1;
  say(`FAILED ${text}`);
}

async function timed<Result>(what: string, work: () => Promise<Result> | Result): Promise<Result> {
  const started = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

function figuresOf(db: Database): Figures {
  const now = () => NOW;
  return createFigures({ db, now }, { takings: testLedger({ db, now }).takings });
}

/** The way of a call: guard, figure, check of the output. Answers that are kept are those of `counted`. */
function asking(counted: Figures): Ask {
  const ctx = contextOf(actorOf('admin', { role: 'admin', secondFactor: true }));
  const caller = createCallerFactory(router(figuresProcedures(counted)))(ctx);
  return (figure, range) => (figure === 'realtime' ? caller.realtime() : caller[figure](range));
}

async function open(events: number): Promise<Year> {
  const file = join(folder, `${events}.sqlite`);
  let late: EventRow[] = [];
  if (!existsSync(file)) {
    // Makes the tables.
    const empty = await openDatabase(file);
    await timed(`${(events / EVENTS_A_PAYMENT).toLocaleString('en')} payments written`, () => fillLedger(empty, events / EVENTS_A_PAYMENT));
    await empty.close();
    late = await timed(`${events.toLocaleString('en')} events written`, () => fillYear(file, events));
  }
  const db = await openDatabase(file);
  const counted = figuresOf(db);
  await timed(`${events.toLocaleString('en')} events: counted, all days`, () => counted.rollups.count({ everything: true }));
  addEvents(file, late);
  await timed(`  counted, with ${late.length} that came late`, () => counted.rollups.count());
  await timed('  looked for more, found none', () => counted.rollups.count());
  say(`  ${(statSync(file).size / 1e9).toFixed(2)} GB`);
  return { events, file, db, counted, ask: asking(counted) };
}

/** Compares every figure with the recount of the events. */
async function judge({ file, events, ask }: Year): Promise<void> {
  const raw = new Sqlite(file);
  raw.pragma('temp_store = FILE');
  raw.pragma('cache_size = -400000');
  raw.exec('CREATE TEMP TABLE person_days AS SELECT DISTINCT day, person FROM events WHERE person IS NOT NULL');
  raw.exec('CREATE INDEX temp.person_days_day ON person_days (day, person)');
  raw.exec('CREATE INDEX temp.person_days_person ON person_days (person, day)');
  const query = async (sql: string) => raw.prepare<[], Record<string, unknown>>(sql).all();
  const money = recountsOfMoney({ query });
  const brute = { ...recounts({ query, today: LAST_DAY, personDays: 'person_days' }), revenue: money.revenue };
  const year = { from: FIRST_DAY, to: LAST_DAY };
  const ranges = [year, { from: addDays(FIRST_DAY, 41), to: addDays(FIRST_DAY, 163) }, { from: addDays(LAST_DAY, -1), to: LAST_DAY }];
  const compare = async (what: string, figure: (typeof ALL)[number], range: FiguresInput, recount: () => Promise<object>) => {
    const started = performance.now();
    const expected = await recount();
    const took = performance.now() - started;
    const answer = await ask(figure, range);
    const { countedAt: _, ...found } = { countedAt: '', ...(typeof answer === 'object' ? answer : {}) };
    const same = isDeepStrictEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(expected)));
    const line = `${figure} of ${what}, ${events.toLocaleString('en')} events`;
    if (same) say(`equal  ${line} (recounted in ${(took / 1000).toFixed(1)} s)`);
    else fail(`${line}: ${JSON.stringify(found).slice(0, 300)} is not ${JSON.stringify(expected).slice(0, 300)}`);
  };
  for (const range of ranges)
    for (const figure of FIGURES) await compare(`${range.from} to ${range.to}`, figure, range, () => brute[figure](range));
  await compare('the last half hour', 'realtime', year, () => money.realtime(NOW));
  raw.close();
}

/** Ranges of all lengths, none twice. */
function rangesOf(count: number): FiguresInput[] {
  const seen = new Map<string, FiguresInput>();
  for (let turn = 1; seen.size < count; turn += 1) {
    const from = (turn * 131) % DAYS;
    const length = (turn * 67) % (DAYS - from);
    const range = { from: addDays(FIRST_DAY, from), to: addDays(FIRST_DAY, from + length) };
    seen.set(`${range.from} ${range.to}`, range);
  }
  return [...seen.values()];
}

type Taken = { wall: number[]; cpu: number[] };

/**
 * Milliseconds of each question, by the clock and of processor time (which other programs on the machine do not lengthen);
 * of both years in turn.
 */
async function measure(
  asked: readonly Year[],
  figure: (typeof ALL)[number],
  ranges: readonly FiguresInput[],
  fresh: boolean,
): Promise<Taken[]> {
  const taken = asked.map((): Taken => ({ wall: [], cpu: [] }));
  for (const range of ranges)
    for (const [index, year] of asked.entries()) {
      // A new one has no answers that are kept.
      const ask = fresh ? asking(figuresOf(year.db)) : year.ask;
      const [started, used] = [performance.now(), process.cpuUsage()];
      await ask(figure, range);
      const { user, system } = process.cpuUsage(used);
      taken[index]?.wall.push(performance.now() - started);
      taken[index]?.cpu.push((user + system) / 1000);
    }
  return taken;
}

const years = [await open(Number(values.least)), await open(Number(values.most))];
const ranges = rangesOf(TIMES);
const yearLong = Array.from({ length: TIMES }, () => ({ from: FIRST_DAY, to: LAST_DAY }));
for (const [title, asked, fresh] of [
  ['ranges of all lengths, nothing kept', ranges, true],
  ['the whole year, nothing kept', yearLong, true],
  ['the whole year, answers kept', yearLong, false],
] as const) {
  const rows = [[title, ...years.map(({ events }) => `p95 at ${events.toLocaleString('en')}`), 'processor p95', 'medians', 'ratio']];
  for (const figure of ALL) {
    await measure(years, figure, asked.slice(0, 10), fresh);
    const [small, large] = await measure(years, figure, asked, fresh);
    if (small === undefined || large === undefined) throw new Error('nothing was measured');
    const p95 = [small.wall, large.wall, small.cpu, large.cpu].map((times) => percentile(times, 0.95).toFixed(2));
    const [few, many] = [median(small.cpu), median(large.cpu)];
    rows.push([
      figure,
      `${p95[0]} ms`,
      `${p95[1]} ms`,
      `${p95[2]} / ${p95[3]}`,
      `${few.toFixed(2)} / ${many.toFixed(2)}`,
      (many / few).toFixed(2),
    ]);
    if (percentile(large.wall, 0.95) > LIMIT_MS) fail(`${figure}, ${title}: p95 is ${p95[1]} ms, more than ${LIMIT_MS}`);
    if (many / few > LIMIT_RATIO) fail(`${figure}, ${title}: ${(many / few).toFixed(2)} times as long, more than ${LIMIT_RATIO}`);
  }
  printTable(rows);
}
for (const year of years) await judge(year);
for (const { db } of years) await db.close();
if (!values.keep && values.folder === undefined) rmSync(folder, { recursive: true });
say(failures === 0 ? 'All figures are right and quick enough.' : `${failures} checks failed.`);
process.exitCode = failures === 0 ? 0 : 1;
