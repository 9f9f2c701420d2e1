/**
 * Sign-ins a second, and how long `account.me` takes while nobody and while everybody signs in, of the
 * production bundle beside a server with bcryptjs as tutorials have it; both in turns of one run:
 * `npm run bench -- auth [--lanes 8] [--rounds 7] [--seconds 3]`.
 * Exits with 1 when our 99th percentile in the storm is above three times the idle one.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sample, storm } from './auth/storm.ts';
import { median, percentile, printTable, send, type Call } from './lib/load.ts';
import { startServerProcess, type ServerProcess } from './lib/server-process.ts';

const { values } = parseArgs({
  options: {
    lanes: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
  },
});
const LANES = Number(values.lanes);
const ROUNDS = Number(values.rounds);
const PACE = { everyMs: 10, forMs: Number(values.seconds) * 1000 };
const RATIO_LIMIT = 3;
const CREDENTIALS = { email: 'bench@example.com', password: 'a password for measuring' };
const READER = { ...CREDENTIALS, email: 'u1@example.com' };

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  path,
  headers,
  body: JSON.stringify(body),
});
const get = (path: string, token: string): Call => ({ method: 'GET', path, headers: { authorization: `Bearer ${token}` } });

type Round = { idle: number[]; storm: number[]; perSecond: number };
type Side = { name: string; server: ServerProcess; signIn: Call; me: Call; rounds: Round[] };

async function ours(folder: string): Promise<Side> {
  const url = `file:${join(folder, 'ours.sqlite')}`;
  const seed = ['--users', '2', '--plans', '1', '--password', CREDENTIALS.password, '--database', url, '--documents', 'short'];
  execFileSync(process.execPath, [at('../../packages/scripts/src/seed/main.ts'), ...seed], { stdio: 'ignore' });
  const server = await startServerProcess(at('../../apps/api/dist/main.js'), {
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: url,
  });
  const signIn = post('/trpc/auth.login', CREDENTIALS, { 'x-client': 'token' });
  // Somebody else reads: a person keeps a hundred sessions, and the storm makes more.
  const [answer = '{}'] = await send(server.url, [post('/trpc/auth.login', READER, { 'x-client': 'token' })]);
  const token: string = JSON.parse(answer).result.data.session.accessToken;
  return { name: 'ours, argon2id', server, signIn, me: get('/trpc/account.me', token), rounds: [] };
}

async function theirs(folder: string): Promise<Side> {
  const server = await startServerProcess(at('./auth/by-the-guide.ts'), { DATABASE_FILE: join(folder, 'theirs.sqlite') });
  const [answer = '{}'] = await send(server.url, [post('/api/auth/register', CREDENTIALS)]);
  const { token }: { token: string } = JSON.parse(answer);
  return { name: 'bcryptjs', server, signIn: post('/api/auth/login', CREDENTIALS), me: get('/api/user/profile', token), rounds: [] };
}

/** The meter's own turn to read an answer is no part of what it measures; not every account may ask for that. */
function goFirst(): string {
  try {
    setPriority(-10);
    return 'ahead of the servers';
  } catch {
    return 'at the servers’ priority';
  }
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

const folder = mkdtempSync(join(tmpdir(), 'tripmaster-auth-'));
const sides = [await ours(folder), await theirs(folder)];
process.stdout.write(`${LANES} people signing in, account.me every ${PACE.everyMs} ms, ${ROUNDS} rounds, meter ${goFirst()} …\n\n`);
try {
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, server, signIn, me, rounds } of sides) {
      const idle = await sample(server.url, me, PACE);
      const { result, perSecond } = await storm(server.url, signIn, LANES, () => sample(server.url, me, PACE));
      // The first round warms up.
      if (round > 0) rounds.push({ idle, storm: result, perSecond });
      if (round > 0) process.stdout.write(`  ${name}: p99 ${ms(percentile(idle, 0.99))} idle, ${ms(percentile(result, 0.99))} storm\n`);
    }
  }
} finally {
  await Promise.all(sides.map(({ server }) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
}

/** The median of the rounds, at either time: they take turns, so what else the machine does hits them alike. */
const middle = (rounds: Round[], measure: (round: Round) => number) => median(rounds.map(measure));
const results = sides.map(({ name, rounds }) => ({
  name,
  perSecond: middle(rounds, ({ perSecond }) => perSecond),
  idle: { median: middle(rounds, ({ idle }) => median(idle)), p99: middle(rounds, ({ idle }) => percentile(idle, 0.99)) },
  storm: { median: middle(rounds, ({ storm }) => median(storm)), p99: middle(rounds, ({ storm }) => percentile(storm, 0.99)) },
}));
process.stdout.write('\n');
printTable([
  ['account.me in ms', 'sign-ins/s', 'idle median', 'p99', 'storm median', 'p99', 'p99 storm/idle'],
  ...results.map(({ name, perSecond, idle, storm }) => [
    name,
    perSecond.toFixed(1),
    ms(idle.median),
    ms(idle.p99),
    ms(storm.median),
    ms(storm.p99),
    (storm.p99 / idle.p99).toFixed(1),
  ]),
]);
const ratio = results[0] === undefined ? NaN : results[0].storm.p99 / results[0].idle.p99;
const within = ratio <= RATIO_LIMIT;
process.stdout.write(`\n${within ? 'Within' : 'Above'} ${RATIO_LIMIT} times the idle p99.\n`);
process.exit(within ? 0 : 1);
