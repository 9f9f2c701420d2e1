/**
 * Server CPU a request of the production bundle, beside a hand-written Fastify server on a copy of the same
 * database, small and large, in interleaved rounds of one run: `npm run bench -- routes [--small 1000] [--large 100000] [--rounds 7]`.
 * Exits with 1 when a read or a create costs more than twice the hand-written one, or grows with the data.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, printTable, send, type Call } from './lib/load.ts';
import { startServerProcess, type ServerProcess } from './lib/server-process.ts';

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '1000' },
    large: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '7' },
  },
});
const ROUNDS = Number(values.rounds);
const USERS = 20;
const PASSWORD = 'a password for measuring';
const RATIO_LIMIT = 2;
/** Twice the work for a hundred times the data would be growth; less is the noise of a shared machine. */
const GROWTH_LIMIT = 1.5;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const TRIP = {
  destinations: [{ name: 'Lisbon' }],
  dates: { start: '2027-05-10', end: '2027-05-14' },
  travellers: { adults: 2, childrenAges: [6] },
  budget: { amount: 180_000, currency: 'EUR' },
  interests: ['food', 'history'],
  dietary: [],
  accessibility: [],
};

type Route = { name: string; times: number; ours: (token: string, ids: string[]) => Call; theirs: (token: string, ids: string[]) => Call };

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const any = (ids: string[]) => ids[Math.floor(Math.random() * ids.length)] ?? '';
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  path,
  headers,
  body: JSON.stringify(body),
});
const get = (path: string, token: string): Call => ({ method: 'GET', path, headers: bearer(token) });
const credentials = { email: 'bench@example.com', password: PASSWORD };

const ROUTES: Route[] = [
  {
    name: 'sign-in',
    times: 40,
    ours: () => post('/trpc/auth.login', credentials, { 'x-client': 'token' }),
    theirs: () => post('/login', credentials),
  },
  { name: 'account.me', times: 1500, ours: (token) => get('/trpc/account.me', token), theirs: (token) => get('/me', token) },
  {
    name: 'plans.get',
    times: 600,
    ours: (token, ids) => get(`/trpc/plans.get?input=${encodeURIComponent(JSON.stringify({ id: any(ids) }))}`, token),
    theirs: (token, ids) => get(`/plans/${any(ids)}`, token),
  },
  { name: 'plans.list', times: 800, ours: (token) => get('/trpc/plans.list', token), theirs: (token) => get('/plans', token) },
  {
    name: 'plans.create',
    times: 15,
    ours: (token) => post('/trpc/plans.create', TRIP, bearer(token)),
    theirs: (token) => post('/plans', TRIP, bearer(token)),
  },
];

/** Both servers on their copies of one database of some size. */
type Stage = {
  ours: ServerProcess;
  theirs: ServerProcess;
  call: (route: Route, side: 'ours' | 'theirs') => Call;
  stop: () => Promise<void>;
};

async function stageOf(plans: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'tripmaster-bench-'));
  const ours = join(folder, 'ours.sqlite');
  const theirs = join(folder, 'theirs.sqlite');
  process.stdout.write(`Seeding ${plans} plans …\n`);
  const seed = [
    '--users',
    String(USERS),
    '--plans',
    String(Math.round(plans / USERS)),
    '--public',
    '0.1',
    '--password',
    PASSWORD,
    '--database',
    `file:${ours}`,
    '--documents',
    'short',
  ];
  execFileSync(process.execPath, [at('../../packages/scripts/src/seed/main.ts'), ...seed], { stdio: ['ignore', 'ignore', 'ignore'] });
  copyFileSync(ours, theirs);
  const one = await startServerProcess(at('../../apps/api/dist/main.js'), { DATA_DIR: join(folder, 'data'), DATABASE_URL: `file:${ours}` });
  const two = await startServerProcess(at('./routes/hand-written.ts'), { DATABASE_FILE: theirs });
  const [mine = '{}'] = await send(one.url, [post('/trpc/auth.login', credentials, { 'x-client': 'token' })]);
  const [hand = '{}'] = await send(two.url, [post('/login', credentials)]);
  const token: string = JSON.parse(mine).result.data.session.accessToken;
  const handToken: string = JSON.parse(hand).accessToken;
  const [list = '{}'] = await send(one.url, [get(`/trpc/plans.list?input=${encodeURIComponent('{"limit":50}')}`, token)]);
  const ids: string[] = JSON.parse(list).result.data.items.map(({ id }: { id: string }) => id);
  return {
    ours: one,
    theirs: two,
    call: (route, side) => (side === 'ours' ? route.ours(token, ids) : route.theirs(handToken, ids)),
    stop: async () => {
      await Promise.all([one.stop(), two.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function cpu(server: ServerProcess, times: number, call: () => Call): Promise<number> {
  const calls = Array.from({ length: times }, call);
  const before = await server.usage();
  await send(server.url, calls);
  return ((await server.usage()).cpu - before.cpu) / times;
}

const stages = { small: await stageOf(Number(values.small)), large: await stageOf(Number(values.large)) };
const faults: string[] = [];
const rows = [
  ['CPU microseconds a request', `ours, ${values.small}`, 'by hand', 'ratio', `ours, ${values.large}`, 'by hand', 'ratio', 'growth'],
];
try {
  for (const route of ROUTES) {
    const rounds: Record<'small' | 'large', Record<'ours' | 'theirs', number[]>> = {
      small: { ours: [], theirs: [] },
      large: { ours: [], theirs: [] },
    };
    // All four take turns in every round, so that what else the machine does hits them alike; the first one warms them up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const size of ['small', 'large'] as const) {
        for (const side of ['ours', 'theirs'] as const) {
          const cost = await cpu(stages[size][side], route.times, () => stages[size].call(route, side));
          if (round > 0) rounds[size][side].push(cost);
        }
      }
    }
    const [a, aHand, b, bHand] = [rounds.small.ours, rounds.small.theirs, rounds.large.ours, rounds.large.theirs].map((costs) =>
      median(costs),
    );
    if (a === undefined || aHand === undefined || b === undefined || bHand === undefined) continue;
    rows.push([
      route.name,
      a.toFixed(0),
      aHand.toFixed(0),
      (a / aHand).toFixed(2),
      b.toFixed(0),
      bHand.toFixed(0),
      (b / bHand).toFixed(2),
      (b / a).toFixed(2),
    ]);
    if (a / aHand > RATIO_LIMIT || b / bHand > RATIO_LIMIT)
      faults.push(`${route.name} costs more than ${RATIO_LIMIT} times the hand-written one`);
    if (b / a > GROWTH_LIMIT) faults.push(`${route.name} grows with the data`);
  }
} finally {
  await Promise.all([stages.small.stop(), stages.large.stop()]);
}
process.stdout.write('\n');
printTable(rows);
process.stdout.write(faults.length === 0 ? '\nAll within limits.\n' : `\n${faults.join('\n')}\n`);
process.exit(faults.length === 0 ? 0 : 1);
