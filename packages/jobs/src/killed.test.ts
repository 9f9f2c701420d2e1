import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ENGINES, openTestDatabase } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { createJobs } from './index.ts';
import { counting } from './testing/counting.ts';

/** `JOBS_KILLED=full`: a thousand jobs and twenty kills; else as much as every run can bear. */
const FULL = { jobs: 1_000, kills: 20, workMs: 400, everyMs: 1_500 };
const BRIEF = { jobs: 40, kills: 2, workMs: 400, everyMs: 500 };
const { jobs: JOBS, kills: KILLS, workMs: WORK_MS, everyMs: EVERY_MS } = process.env['JOBS_KILLED'] === 'full' ? FULL : BRIEF;
/** The shortest that pg-boss takes; both engines do the same with it. */
const LEASE_MS = 10_000;
const NODE = fileURLToPath(new URL('./testing/counting-node.ts', import.meta.url));

type Run = { number: number; at: number };
type Node = { child: ChildProcess; begun: Run[]; done: Run[]; killedAt: number; ended: Promise<unknown> };

describe.each(ENGINES)('two nodes on %s', (engine) => {
  it(`lose no job when they are killed, do one twice at most a kill, and none twice in the database`, { timeout: 600_000 }, async () => {
    const database = await openTestDatabase(engine);
    const jobs = createJobs({ db: database.db, leaseMs: LEASE_MS });
    await jobs.prepare([counting]);
    const all: Node[] = [];
    const start = (): Node => {
      const child = spawn(process.execPath, [NODE, database.url, `${LEASE_MS}`, `${WORK_MS}`], { stdio: ['ignore', 'pipe', 'inherit'] });
      const begun: Run[] = [];
      const done: Run[] = [];
      let rest = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const [word, number] = line.split(' ');
          (word === 'begun' ? begun : done).push({ number: Number(number), at: performance.now() });
        }
      });
      const node = { child, begun, done, killedAt: Infinity, ended: once(child, 'close') };
      all.push(node);
      return node;
    };
    const kill = async (node: Node) => {
      node.child.kill('SIGKILL');
      await node.ended;
      node.killedAt = performance.now();
    };

    const nodes = [start(), start()];
    const before = performance.now();
    const aKill = JOBS / KILLS;
    for (let kills = 0; kills < KILLS; kills += 1) {
      const had = new Map(nodes.map((node) => [node, node.begun.length]));
      const busy = () => nodes.find((node) => node.begun.length > (had.get(node) ?? 0));
      // They are asked for while nodes come and go, a few in a transaction.
      for (let number = kills * aKill; number < (kills + 1) * aKill; number += 10) {
        await database.db.write(async (tx) => {
          for (let more = 0; more < 10; more += 1) await jobs.enqueue(tx, counting, { number: number + more, inDatabase: more % 2 === 0 });
        });
      }
      // It is killed while it is at something.
      await expect.poll(() => busy() !== undefined, { timeout: 60_000, interval: 20 }).toBe(true);
      const node = busy();
      if (node === undefined) throw new Error('no node');
      await delay(EVERY_MS * Math.random());
      await kill(node);
      nodes.splice(nodes.indexOf(node), 1, start());
    }
    await expect
      .poll(async () => (await jobs.figures()).waiting + (await jobs.figures()).running, { timeout: 240_000, interval: 500 })
      .toBe(0);
    const took = Math.round((performance.now() - before) / 1_000);
    for (const node of nodes) await kill(node);

    const rows = await database.db.read.select({ page: database.db.tables.events.page }).from(database.db.tables.events);
    const pages = new Set(rows.map(({ page }) => page));
    const done = all.flatMap((node) => node.done.map(({ number }) => number));
    const runs = all.flatMap((node) => node.begun.map((run) => ({ ...run, node }))).toSorted((one, other) => one.at - other.at);
    const twice = done.length - new Set(done).size;
    process.stdout.write(
      `${engine}: ${JOBS} jobs, ${KILLS} kills: ${JOBS - new Set(done).size - pages.size} lost, done twice: ${twice} outside the database, ` +
        `${rows.length - pages.size} in it; ${runs.length - JOBS} begun again, ${took} s\n`,
    );
    expect([new Set(done).size, pages.size]).toEqual([JOBS / 2, JOBS / 2]);
    expect(rows).toHaveLength(JOBS / 2);
    expect(twice).toBeLessThanOrEqual(KILLS);
    // It is begun again only where its node was killed meanwhile.
    const byJob = Map.groupBy(runs, ({ number }) => number);
    for (const ofJob of byJob.values())
      for (const [index, { at }] of ofJob.entries()) expect(ofJob[index - 1]?.node.killedAt ?? 0).toBeLessThan(at);
    const states = new Set<string>();
    for (let last: string | undefined; ;) {
      const page = await jobs.list({}, { limit: 100, before: last });
      for (const { state } of page) states.add(state);
      last = page.at(-1)?.id;
      if (last === undefined) break;
    }
    expect([...states]).toEqual(['done']);
    await jobs.close();
    await database.remove();
  });
});
