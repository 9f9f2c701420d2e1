/**
 * Measures what results of experiments are worth, and how fast they are: `npm run bench -- experiments [--experiments 2000]
 * [--events 1000000] [--seed 1] [--only simulate|count]`.
 *
 * `simulate`: experiments without a difference that are looked at daily for four weeks, of several kinds and sizes, by how
 * many of them a difference is ever called in; and experiments with a lift, by how many it is found in and when.
 * `count`: a year of events on SQLite with an experiment in its last weeks; how long a count takes, how long at a time
 * others wait for it, how long its results take, and that they equal a recount made event by event.
 * Ends with 1 if more than one of twenty is called, a result differs, or results take 50 ms or more.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { newId, utcDate, type ExperimentDesign, type ExperimentResults } from '@tripmaster/contracts';
import { openDatabase, type Database } from '@tripmaster/db';
import { firstTry } from '@tripmaster/jobs/testing';
import { createExperiments } from '../../packages/analytics/src/experiments/experiments.ts';
import { calledEver, chance, simulated, type World } from '../../packages/analytics/src/experiments/simulation.ts';

const LIMIT_MS = 50;
const DAY_MS = 86_400_000;
const { values: flags } = parseArgs({
  options: {
    experiments: { type: 'string', default: '2000' },
    events: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [experiments, events, seed] = [flags.experiments, flags.events, flags.seed].map(Number);
if (experiments === undefined || events === undefined || seed === undefined || ![experiments, events, seed].every(Number.isInteger))
  throw new Error('--experiments, --events and --seed are whole numbers');

const faults: string[] = [];
if (flags.only !== 'count') simulate(experiments, seed);
if (flags.only !== 'simulate') await count(events, seed);
for (const fault of faults) console.error(`WRONG: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

function simulate(times: number, from: number): void {
  const without: [string, World][] = [
    ['conversions, 150 a day', { kind: 'conversion', days: 28, unitsADay: 150 }],
    ['conversions, 1,000 a day', { kind: 'conversion', days: 28, unitsADay: 1_000 }],
    ['amounts with a long tail, 150 a day', { kind: 'amount', days: 28, unitsADay: 150 }],
    ['counts that go on, 60 a day', { kind: 'count', days: 28, unitsADay: 60 }],
    ['counts that go on, 1,680 at once', { kind: 'count', days: 28, unitsADay: 60, arrival: 'at once' }],
  ];
  console.log(`${times} experiments of each kind without a difference, looked at on each of 28 days:`);
  for (const [name, world] of without) {
    let called = 0;
    for (let at = 0; at < times; at += 1) called += calledEver(simulated(from * 1_000_003 + at, world)) ? 1 : 0;
    console.log(`  ${name}: a difference is called in ${percent(called / times)}`);
    if (called / times > 0.05) faults.push(`${name}: a difference is called in ${percent(called / times)} of experiments without one`);
  }
  const tries = Math.max(1, Math.round(times / 10));
  console.log(`${tries} experiments of each size with a lift of 10 % in conversions of 10 %:`);
  for (const unitsADay of [1_000, 2_000, 3_000, 5_000]) {
    const days: number[] = [];
    let covered = 0;
    for (let at = 0; at < tries; at += 1) {
      const { series, variations } = simulated(from * 2_000_003 + at, { kind: 'conversion', days: 28, unitsADay, lift: 0.1 });
      const day = series.findIndex((point) => (point.variations[1]?.interval?.from ?? 0) > 0);
      if (day >= 0) days.push(day + 1);
      const band = variations[1]?.interval;
      covered += band !== undefined && band.from < 0.1 && band.to > 0.1 ? 1 : 0;
    }
    const middle = days.toSorted((a, b) => a - b)[Math.floor(days.length / 2)];
    const when = middle === undefined ? '' : `, half of these by day ${middle}`;
    console.log(
      `  ${unitsADay} units a day: found in ${percent(days.length / tries)}${when}; interval holds it in ${percent(covered / tries)}`,
    );
  }
}

async function count(size: number, from: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-bench-'));
  const file = join(folder, 'bench.sqlite');
  await (await openDatabase(file)).close();
  let db: Database | undefined;
  try {
    const start = Date.parse('2026-01-01T00:00:00.000Z');
    const now = start + 365 * DAY_MS;
    const began = now - 28 * DAY_MS;
    const design: ExperimentDesign = {
      name: 'bench',
      hypothesis: '',
      variations: ['today', 'other', 'third'].map((name) => ({ name, value: name })),
      weights: [0.4, 0.3, 0.3],
      coverage: 1,
      metrics: [
        { name: 'Plans', event: 'plan-made', kind: 'conversion', better: 'more' },
        { name: 'Changes', event: 'plan-changed', kind: 'count', better: 'more' },
        { name: 'Paid', event: 'paid', kind: 'amount', better: 'more' },
      ],
      guardrails: [{ name: 'Refunds', event: 'refunded', kind: 'conversion', better: 'less' }],
    };
    const id = newId(began);
    const people = Math.max(1_000, Math.round(size / 100));
    const variationOf = fill(file, { size, people, start, began, now, design, id, random: chance(from) });

    db = await openDatabase(file);
    const made = createExperiments({
      db,
      audit: { record: async () => undefined },
      flags: {
        read: async () => ({ version: 0 }),
        write: () => Promise.reject(new Error('nothing is stopped here')),
        known: async () => undefined,
      },
      rates: async () => () => undefined,
      now: () => now,
    });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const before = performance.now();
    for (const { run } of made.work.jobs) await run({}, firstTry(db));
    const took = performance.now() - before;
    delay.disable();
    console.log(
      `${size} events of ${people} people, ${variationOf.size} units: counted in ${(took / 1_000).toFixed(1)} s, others waited ${(delay.percentile(99) / 1e6).toFixed(0)} ms at the 99th percentile, ${(delay.max / 1e6).toFixed(0)} ms at most`,
    );
    const times: number[] = [];
    let results: ExperimentResults | undefined;
    const cpu = process.cpuUsage();
    for (let at = 0; at < 200; at += 1) {
      const asked = performance.now();
      results = await made.results.of(id);
      times.push(performance.now() - asked);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const spent = process.cpuUsage(cpu);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    console.log(
      `results: ${sorted[100]?.toFixed(1)} ms at the median, ${p95.toFixed(1)} ms at the 95th percentile, ${((spent.user + spent.system) / 200_000).toFixed(1)} ms of the processor`,
    );
    if (p95 >= LIMIT_MS) faults.push(`results take ${p95.toFixed(0)} ms`);
    check(file, variationOf, results, now);
  } finally {
    await db?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Exposures = Map<string, { variation: number; at: number }>;

/** Events spread over the year; a hundred of each person, one in three of whom is exposed in the last four weeks. */
function fill(
  file: string,
  parts: {
    size: number;
    people: number;
    start: number;
    began: number;
    now: number;
    design: ExperimentDesign;
    id: string;
    random: () => number;
  },
): Exposures {
  const { size, people, start, began, now, design, id, random } = parts;
  const exposures: Exposures = new Map();
  const names = ['page-viewed', 'page-viewed', 'page-viewed', 'signed-in', 'plan-changed', 'plan-changed', 'plan-made', 'paid', 'refunded'];
  const sqlite = new Sqlite(file);
  try {
    // Many rows go in faster without a journal, and before there are indexes.
    sqlite.pragma('journal_mode = OFF');
    sqlite.pragma('synchronous = OFF');
    const indexes = sqlite
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL",
      )
      .all();
    for (const { name } of indexes) sqlite.exec(`DROP INDEX ${name}`);
    const filling = sqlite.transaction(() => {
      sqlite
        .prepare(
          `INSERT INTO experiments (id, key, flag_key, status, design, version, created_at, started_at) VALUES (?, 'bench', 'bench', 'running', ?, 2, ?, ?)`,
        )
        .run(id, JSON.stringify(design), began, began);
      const expose = sqlite.prepare('INSERT INTO exposures (experiment_id, unit, variation, at) VALUES (?, ?, ?, ?)');
      for (let person = 0; person < people; person += 3) {
        const share = random();
        const exposure = { variation: share < 0.4 ? 0 : share < 0.7 ? 1 : 2, at: began + Math.floor(random() * (now - began)) };
        exposures.set(`person-${person}`, exposure);
        expose.run(id, `person-${person}`, exposure.variation, exposure.at);
      }
      const add = sqlite.prepare('INSERT INTO events (id, name, at, day, person, amount, currency) VALUES (?, ?, ?, ?, ?, ?, ?)');
      for (let event = 0; event < size; event += 1) {
        const at = start + Math.floor((event / size) * (now - start));
        const name = names[Math.floor(random() * names.length)] ?? '';
        const paid = name === 'paid';
        const person = `person-${Math.floor(random() * people)}`;
        add.run(`event-${event}`, name, at, utcDate(at), person, paid ? Math.floor(random() * 10_000) : null, paid ? 'EUR' : null);
      }
    });
    filling();
    for (const { sql } of indexes) sqlite.exec(sql);
    sqlite.exec('ANALYZE');
    sqlite.pragma('journal_mode = WAL');
  } finally {
    sqlite.close();
  }
  return exposures;
}

/** Goes through all events in their order, as somebody would who knows nothing of rollups. */
function check(file: string, exposures: Exposures, results: ExperimentResults | undefined, now: number): void {
  const sqlite = new Sqlite(file, { readonly: true });
  const totals = new Map<string, number>();
  const converted = new Set<string>();
  try {
    const all = sqlite.prepare<[number], { name: string; at: number; person: string; amount: number | null }>(
      'SELECT name, at, person, amount FROM events WHERE at <= ? ORDER BY at',
    );
    for (const { name, at, person, amount } of all.iterate(now)) {
      const exposure = exposures.get(person);
      if (exposure === undefined || at < exposure.at) continue;
      const first = !converted.has(`${name} ${person}`);
      converted.add(`${name} ${person}`);
      const value = name === 'paid' ? (amount ?? 0) : name === 'plan-changed' ? 1 : Number(first);
      const key = `${name} ${exposure.variation}`;
      totals.set(key, (totals.get(key) ?? 0) + value);
    }
  } finally {
    sqlite.close();
  }
  const before = faults.length;
  for (const { metric, variations } of [...(results?.metrics ?? []), ...(results?.guardrails ?? [])])
    for (const { variation, total, units } of variations) {
      const expected = totals.get(`${metric.event} ${variation}`) ?? 0;
      const exposed = [...exposures.values()].filter((exposure) => exposure.variation === variation).length;
      if (total !== expected) faults.push(`${metric.name} of variation ${variation} is ${total}, and ${expected} when counted again`);
      if (units !== exposed) faults.push(`variation ${variation} has ${units} units, and ${exposed} when counted again`);
    }
  console.log(`recount: ${faults.length === before ? 'equal' : 'DIFFERENT'}`);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}
