import { actorOf } from '@tripmaster/rpc';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compose } from '@tripmaster/api/compose';
import { readConfig } from '@tripmaster/api/env';
import { plan as planSchema } from '@tripmaster/contracts';
import { emptyDatabase, ENGINES } from '@tripmaster/db/testing';
import { describe, expect, it } from 'vitest';
import { randomFrom } from './random.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const seed = async (database: string, ...more: string[]) =>
  (await promisify(execFile)(process.execPath, [main, '--database', database, '--password', 'correct horse battery', ...more])).stdout;

describe.each(ENGINES)('seeding %s', (engine) => {
  it('makes people who can sign in, plans that can be read, and does not do it twice', async () => {
    const { url, remove } = await emptyDatabase(engine);
    const dataDir = await mkdtemp(join(tmpdir(), 'tripmaster-seeded-'));
    try {
      expect(await seed(url, '--users', '6', '--plans', '60', '--public', '0.5', '--activity', '4')).toMatch(
        /^6 users, 360 plans \(1[5-9]\d|20\d public\)/,
      );
      expect(await seed(url, '--users', '7', '--plans', '60', '--documents', 'short')).toMatch(
        /^1 users, 60 plans .* 6 users had plans already/,
      );
      const application = await compose(
        readConfig({ DATA_DIR: dataDir, DATABASE_URL: engine === 'sqlite' ? `file:${url}` : url, LOG_LEVEL: 'silent' }),
      );
      try {
        const roles = await Promise.all(
          ['bench', 'u1', 'u2', 'u6'].map(async (name) => {
            const visit = { origin: { address: '127.0.0.1', userAgent: undefined, country: undefined }, deviceCookie: undefined };
            const outcome = await application.auth.signIn.login({ email: `${name}@example.com`, password: 'correct horse battery' }, visit);
            if (outcome.status !== 'entered') throw new Error(`${name} can't sign in`);
            return outcome.entered.user;
          }),
        );
        expect(roles.map(({ role }) => role)).toEqual(['traveller', 'traveller', 'admin', 'traveller']);
        for (const { id: userId, role } of [roles[1], roles[3]].filter((user) => user !== undefined)) {
          const actor = actorOf(userId, { role });
          const { items, nextCursor } = await application.plans.lists.list(actor, { limit: 50 });
          expect([items.length, nextCursor === undefined]).toEqual([50, false]);
          for (const { id, title, start, end, days } of items.slice(0, 5)) {
            const plan = planSchema.parse(await application.plans.plans.get(actor, id));
            expect({ title: plan.title, start: plan.days[0]?.date, end: plan.days.at(-1)?.date, days: plan.days.length }).toEqual({
              title,
              start,
              end,
              days,
            });
          }
        }
        const open = await application.plans.discover.list({});
        expect(open.items.length).toBe(20);
        const city = open.items[0]?.destinations[0] ?? '';
        expect(
          (await application.plans.discover.list({ destination: city })).items.every(({ destinations }) => destinations.includes(city)),
        ).toBe(true);
      } finally {
        await application.close();
      }
    } finally {
      await remove();
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 120_000);
});

it('says in one plain sentence why a database can’t be filled', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tripmaster-seeded-'));
  const file = join(folder, 'newer.sqlite');
  const few = ['--users', '0', '--plans', '0'];
  const refused = async (database: string) =>
    seed(database, ...few).then(
      () => 'nothing',
      ({ code, stderr }: { code: number; stderr: string }) => [code, stderr.replace(/^Making .*\n/, '')],
    );
  try {
    expect(await refused(join(folder, 'none', 'a.sqlite'))).toEqual([1, expect.stringMatching(/^[^\n]*\.\n$/)]);
    await seed(file, ...few);
    const db = new DatabaseSync(file);
    db.exec("insert into schema_migrations values ('of tomorrow', '99999999', 0)");
    db.close();
    expect(await refused(file)).toEqual([1, expect.stringMatching(/^The database has a newer schema .*\n$/)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

it('gives the same for the same seed', () => {
  const some = (seedNumber: number) => {
    const random = randomFrom(seedNumber);
    return [random.id(1_800_000_000_000), random.hex(9), random.below(100)];
  };
  expect(some(7)).toEqual(some(7));
  expect(some(7)).not.toEqual(some(8));
  expect(some(7)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
