/** What the typed client weighs for those who use it: `npm run bench:types`. Exits with 1 above a limit. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DECLARATIONS_LIMIT = 60_000;
const INSTANTIATIONS_LIMIT = 10_000;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** One number of `tsc --extendedDiagnostics`. */
function diagnostic(output: string, name: string): number {
  const value = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(output)?.[1];
  if (value === undefined) throw new Error(`tsc did not say its ${name}:\n${output}`);
  return Number(value);
}

const options = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--skipLibCheck',
  '--module',
  'nodenext',
  '--target',
  'es2022',
  '--lib',
  'es2022,dom',
  '--types',
  'node',
  '--extendedDiagnostics',
];
const output = execFileSync(process.execPath, [tsc, ...options, fileURLToPath(new URL('./types/consumer.ts', import.meta.url))], {
  encoding: 'utf8',
  cwd: at('..'),
});
const size = statSync(at('../../packages/client/dist/index.d.ts')).size;

const results = [
  { name: 'declarations of the client, bytes', value: size, limit: DECLARATIONS_LIMIT },
  { name: 'type instantiations of a front end', value: diagnostic(output, 'Instantiations'), limit: INSTANTIATIONS_LIMIT },
];
for (const { name, value, limit } of results)
  process.stdout.write(
    `${value <= limit ? 'ok  ' : 'OVER'}  ${name.padEnd(36)} ${value.toLocaleString('en').padStart(8)}  of ${limit.toLocaleString('en')}\n`,
  );
process.stdout.write(`      check time ${diagnostic(output, 'Check time')} s, types ${diagnostic(output, 'Types').toLocaleString('en')}\n`);
if (results.some(({ value, limit }) => value > limit)) process.exitCode = 1;
