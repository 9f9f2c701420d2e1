// Runs everything the project has to run, from a clean clone, with nothing but Node >= 18 and npm:
// installs what the lockfile names, picks a Node that can run TypeScript, builds what changed.
// `npm start`, `npm test` and the others in package.json come here. No dependencies, plain JavaScript.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const PNPM = 'pnpm@12.21.0';
const windows = process.platform === 'win32';
const bin = join(root, 'node_modules', '.bin');

/** Chromium for the browser tests: the given one, else Debian's, else another one on the PATH. */
function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium', ...paths].find((path) => path && existsSync(path));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Installs when the lockfile is not the one that was installed last. */
function install() {
  const stamp = join(root, 'node_modules', '.tripmaster-installed');
  const wanted =
    createHash('sha256')
      .update(readFileSync(join(root, 'pnpm-lock.yaml')))
      .digest('hex') +
    process.arch +
    process.platform;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing what TripMaster needs (the first time takes about half a minute) …\n');
  const done = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
    env: { ...process.env, CI: 'true', npm_config_update_notifier: 'false' },
  });
  if (done.status !== 0 || !existsSync(bin)) fail('The installation failed; the lines above say why. Nothing was started.');
  writeFileSync(stamp, wanted);
}

/** The Node that runs the project: the one the lockfile pins, else this one where it is new enough. */
function pickNode() {
  const pinned = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(pinned) && spawnSync(pinned, ['-v']).status === 0) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `Node ${process.versions.node} can't run TypeScript, and no Node could be installed for this system. Use Node 22.18 or newer.`,
  );
}

mkdirSync(join(root, 'node_modules'), { recursive: true });
install();
const node = pickNode();

function environment(more = {}) {
  const path = [join(node, '..'), bin, process.env.PATH ?? ''].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NODE_NO_WARNINGS: '1',
    ...more,
  };
}

/** Runs a command to its end; gives its exit code. Signals to us go on to it. */
function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: environment(env),
      shell: windows && !command.endsWith('.exe'),
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

async function build() {
  const started = Date.now();
  const code = await run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], { quiet: true });
  if (code !== 0) fail('The build failed; the lines above say why.');
  if (Date.now() - started > 5_000) process.stdout.write(`Built in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

const TYPE_CHECKS = [['types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']]];
const FAST_CHECKS = [
  ['lint', 'oxlint', ['--deny-warnings']],
  ['format', 'oxfmt', ['--check', '.']],
  ['boundaries', 'depcruise', ['--output-type', 'err', 'packages', 'apps', 'bench', 'e2e']],
  ['dead code', 'knip', ['--no-progress']],
  ['guides', 'node', ['packages/plans/catalogue/check.ts']],
];
// Far from UTC, so that a date taken by the server's clock shows; TZ in the environment wins.
const TESTS = [['tests on SQLite and PostgreSQL', 'vitest', ['run', '--reporter=dot'], { TZ: process.env.TZ || 'Pacific/Auckland' }]];

/** Vitest's arguments so that a test is tried once more, and the file in which it says how each went. */
function withReport(args, file) {
  return [
    ...args,
    ...(args.includes('--reporter=dot') ? [] : ['--reporter=default']),
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--retry=1',
  ];
}

/** The tests that failed, or only passed when tried again, with the beginning of why. */
function troubles(file) {
  if (!existsSync(file)) return [];
  const files = JSON.parse(readFileSync(file, 'utf8')).testResults;
  return files.flatMap(({ name, message, assertionResults }) => [
    ...(assertionResults.length === 0 && message ? [`failed: ${relative(root, name)}\n${beginning(message)}`] : []),
    ...assertionResults
      .filter(({ status, failureMessages }) => status === 'failed' || failureMessages.length > 0)
      .map(({ status, fullName, failureMessages }) => {
        const what = status === 'failed' ? 'failed' : 'passed only when tried again';
        return `${what}: ${relative(root, name)} > ${fullName}\n${beginning(failureMessages.join('\n'))}`;
      }),
  ]);
}

function beginning(text) {
  const lines = text.split('\n').filter((line) => !line.includes('node_modules'));
  return lines.slice(0, 12).join('\n').slice(0, 1_500).replace(/^/gm, '  ');
}

/** Runs checks one after another, all of them, and prints what became of each, at the end what failed. */
async function checks(list, skipped = []) {
  const results = [];
  const said = [];
  const reports = mkdtempSync(join(tmpdir(), 'tripmaster-checks-'));
  for (const [name, command, args, env] of list) {
    process.stdout.write(`\n— ${name}\n`);
    const started = Date.now();
    const report = join(reports, `${results.length}.json`);
    const code = await run(command, command === 'vitest' ? withReport(args, report) : args, { env });
    results.push({ name, ok: code === 0, seconds: (Date.now() - started) / 1000 });
    said.push(...troubles(report));
  }
  rmSync(reports, { recursive: true, force: true });
  process.stdout.write(`\n${said.map((line) => `${line}\n\n`).join('')}`);
  for (const { name, ok, seconds } of results) process.stdout.write(`${ok ? 'passed ' : 'FAILED '} ${name} (${seconds.toFixed(1)} s)\n`);
  for (const { name, why } of skipped) process.stdout.write(`SKIPPED ${name}: ${why}\n`);
  const failed = results.filter(({ ok }) => !ok).length;
  process.stdout.write(`\n${results.length - failed} passed, ${failed} failed, ${skipped.length} skipped\n`);
  process.exit(failed === 0 ? 0 : 1);
}

async function test() {
  await build();
  const chromium = findChromium();
  const browser = ['browser journey', 'vitest', ['run', '--config', 'e2e/vitest.config.ts'], { CHROMIUM_PATH: chromium }];
  const list = [...TYPE_CHECKS, ...FAST_CHECKS, ...TESTS, ...(chromium === undefined ? [] : [browser])];
  await checks(
    list,
    chromium === undefined ? [{ name: 'browser journey', why: 'no Chromium found (install it, or set CHROMIUM_PATH)' }] : [],
  );
}

/** Every control of the security plan, measured on the production build; says what is missing for it on this machine. */
async function verify(args) {
  await build();
  const chromium = findChromium();
  await become(['e2e/src/verify/main.ts', ...args], chromium === undefined ? {} : { CHROMIUM_PATH: chromium });
}

/** Replaces this process's work by one program whose signals and exit code are ours. */
async function become(args, env = {}) {
  process.exit(await run(node, args, { env }));
}

async function start() {
  await build();
  loadEnvFile();
  await become(['--enable-source-maps', 'apps/api/dist/main.js']);
}

async function dev() {
  await build();
  loadEnvFile();
  const api = run(node, ['--watch', '--watch-preserve-output', 'apps/api/src/main.ts'], { env: { LOG_LEVEL: 'info' } });
  const web = run('vite', ['--clearScreen', 'false'], { cwd: join(root, 'apps', 'web') });
  process.exit(await Promise.race([api, web]));
}

/** `.env` beside this file, for people who set things there; what is set already wins. */
function loadEnvFile() {
  const file = join(root, '.env');
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const [, name, value] = /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && process.env[name] === undefined) process.env[name] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
}

/** Commands for operators: they work on the server's own data folder and database, the others through its HTTP interface. */
const OPERATING = new Set(['keys', 'admin', 'audit', 'backups', 'rates', 'catalogue', 'figures']);

const commands = {
  start,
  dev,
  build,
  test,
  verify,
  check: async () => {
    await build();
    await checks([...TYPE_CHECKS, ...FAST_CHECKS, ...TESTS]);
  },
  format: () => run('oxfmt', ['.']).then((code) => process.exit(code)),
  tripmaster: async (args) => {
    await build();
    if (!OPERATING.has(args[0])) return become(['packages/scripts/src/main.ts', ...args]);
    loadEnvFile();
    await become(['--enable-source-maps', 'apps/api/dist/operate.js', ...args]);
  },
  seed: async (args) => {
    await build();
    loadEnvFile();
    await become(['packages/scripts/src/seed/main.ts', ...args]);
  },
  bench: async ([name, ...args]) => {
    await build();
    if (name === undefined || !/^[a-z-]+$/.test(name)) fail('Name a benchmark: npm run bench -- routes');
    await become([`bench/src/${name}.ts`, ...args]);
  },
  eval: async (args) => {
    await build();
    loadEnvFile();
    await become(['bench/src/eval.ts', ...args]);
  },
  'mail:preview': (args) => become(['packages/mail/tools/preview.ts', ...args]),
  'db:generate': (args) =>
    run(node, ['packages/db/tools/generate.ts', ...args], {
      env: { PATH: [join(node, '..'), join(root, 'packages/db/node_modules/.bin'), bin, process.env.PATH].join(delimiter) },
    }).then((code) => process.exit(code)),
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) fail(`Unknown command. There are: ${Object.keys(commands).join(', ')}.`);
await command(args[0] === '--' ? args.slice(1) : args);
