/** Fills a database for trying out and for measuring: `npm run seed -- --users 200 --plans 50 --public 0.1 --password …`. */
import { mkdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hashPassword } from '@tripmaster/auth';
import { addDays, toInstant, weekdayOf } from '@tripmaster/contracts';
import { DatabaseUnavailable, NewerSchema, openDatabase } from '@tripmaster/db';
import { fill, type Counts } from './fill.ts';
import { randomFrom } from './random.ts';
import { makeTemplates } from './templates.ts';

const HELP = `npm run seed -- --password <text> [options]: fills a database with people and plans.

  --users <n>          accounts; the first are bench@example.com, u1@example.com and u2@example.com (admin); default 20
  --plans <n>          plans of each; default 10
  --public <share>     how many of the plans are public, 0 to 1; default 0.1
  --activity <days>    sessions of the last days; default 0
  --password <text>    the password of all of them
  --database <url>     default: DATABASE_URL, else tripmaster.sqlite in DATA_DIR
  --documents full|short   with all details, or only what a plan must have; default: short past 100,000 plans
  --seed <n>           the same number, the same people and plans; default 1
`;
const OPTIONS = {
  users: { type: 'string', default: '20' },
  plans: { type: 'string', default: '10' },
  public: { type: 'string', default: '0.1' },
  activity: { type: 'string', default: '0' },
  password: { type: 'string' },
  database: { type: 'string' },
  documents: { type: 'string' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h' },
} as const;

class UsageError extends Error {}

function number(name: string, value: string, most: number, whole = true): number {
  const result = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || result > most || (whole && !Number.isInteger(result)))
    throw new UsageError(`--${name}: must be a ${whole ? 'whole ' : ''}number from 0 to ${most}.`);
  return result;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help === true) return void process.stdout.write(HELP);
  const users = number('users', values.users, 10_000_000);
  const plans = number('plans', values.plans, 1_000_000);
  const publicShare = number('public', values.public, 1, false);
  const activityDays = number('activity', values.activity, 3_650);
  const seed = number('seed', values.seed, 2 ** 32 - 1);
  const { password, documents = users * plans > 100_000 ? 'short' : 'full' } = values;
  if (password === undefined || password === '') throw new UsageError('--password: is needed.');
  if (documents !== 'full' && documents !== 'short') throw new UsageError('--documents: is neither full nor short.');

  const dataDir = resolve(process.env['DATA_DIR'] || 'data');
  const url = values.database ?? (process.env['DATABASE_URL'] || `file:${resolve(dataDir, 'tripmaster.sqlite')}`);
  const file = /^postgres(ql)?:/.test(url) ? undefined : url.replace(/^file:(\/\/)?/, '');
  if (values.database === undefined && file !== undefined) await mkdir(dataDir, { recursive: true, mode: 0o700 });

  const started = performance.now();
  const now = Date.now();
  const today = toInstant(now).slice(0, 10);
  const random = randomFrom(seed);
  const count = Math.min(50, Math.max(8, Math.ceil((users * plans) / 20)));
  process.stderr.write(`Making ${count} plans to vary …\n`);
  const templates = await makeTemplates(count, random, { short: documents === 'short', monday: addDays(today, 28 - weekdayOf(today)) });
  let told = performance.now();
  const tell = (done: Counts) => {
    if (performance.now() - told < 2_000) return;
    told = performance.now();
    process.stderr.write(`${done.plans.toLocaleString('en')} of ${(users * plans).toLocaleString('en')} plans, ${seconds(started)} s\n`);
  };
  const settings = { users, plans, publicShare, activityDays, passwordHash: await hashPassword(password), now };
  const db = await openDatabase(url);
  let counts: Counts;
  try {
    counts = await fill(db, templates, random, settings, tell);
  } finally {
    await db.close();
  }
  const size = file === undefined ? 'in PostgreSQL' : `${((await stat(file)).size / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `${counts.users} users, ${counts.plans} plans (${counts.public} public), ${counts.sessions} sessions; ${counts.existing} users had plans already; ${seconds(started)} s, ${size}\n`,
  );
}

function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

main().catch((error: unknown) => {
  const plain =
    error instanceof UsageError ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) ||
    error instanceof DatabaseUnavailable ||
    error instanceof NewerSchema;
  process.stderr.write(`${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
