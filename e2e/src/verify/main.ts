/**
 * `npm run verify`: starts the production build and measures each control of the security plan on it, from
 * outside: over HTTP, and in the files and the database it leaves. One line a control; 0 only if all hold.
 */
import { parseArgs } from 'node:util';
import { ENGINES } from '@tripmaster/db/testing';
import type { Control } from './control.ts';
import { controls } from './controls/index.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    engine: { type: 'string', default: 'both' },
    inputs: { type: 'string', default: '80' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const print = (line: string) => void process.stdout.write(`${line}\n`);

if (values.help) {
  print(`npm run verify -- [--only 3,7] [--engine sqlite|postgres|both] [--inputs 10000] [--verbose]

  --only     the numbers of the controls to measure; all when not given
  --engine   the databases to measure on; both when not given. SQLite is one node, PostgreSQL two
  --inputs   generated inputs a procedure, for control 19
  --verbose  also the stack of what failed and how long each control took`);
  process.exit(0);
}

const engines = ENGINES.filter((engine) => values.engine === 'both' || values.engine === engine);
const inputs = Number(values.inputs);
const only = values.only?.split(',').map(Number);
const unknown = only?.filter((number) => !controls.some((control) => control.number === number)) ?? [];
if (engines.length === 0 || !Number.isInteger(inputs) || inputs < 1 || unknown.length > 0) {
  process.stderr.write(
    engines.length === 0
      ? '--engine is sqlite, postgres or both.\n'
      : unknown.length > 0
        ? `--only: there is no control ${unknown.join(', ')}. There are: ${controls.map(({ number }) => number).join(', ')}.\n`
        : '--inputs is a whole number from 1.\n',
  );
  process.exit(2);
}

const stage = await openStage({ engines, inputs });
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void stage.close().then(() => process.exit(130));
  });

let failed = 0;
const chosen = controls.filter(({ number }) => only?.includes(number) ?? true);
for (const control of chosen) if (!(await measure(control))) failed += 1;
await stage.close();
print(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Measures one control and prints its line; gives whether it holds. */
async function measure({ number, name, run }: Control): Promise<boolean> {
  const started = performance.now();
  const line = (word: string, seen: string) => {
    const took = values.verbose ? ` [${((performance.now() - started) / 1000).toFixed(1)} s]` : '';
    print(`${word}  ${String(number).padStart(2)}  ${name}: ${seen}${took}`);
  };
  try {
    line('pass', await run(stage));
    return true;
  } catch (error) {
    line('FAIL', error instanceof Error ? error.message : String(error));
    if (values.verbose && error instanceof Error) print(error.stack ?? '');
    return false;
  }
}
