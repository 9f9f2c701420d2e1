import type { Engine } from '@tripmaster/db';
import { Failed } from './checks.ts';
import type { Stage } from './stage.ts';

export { atOnce, Failed, few, holds, same, tally } from './checks.ts';

/** One numbered control of the security plan, as it is measured from outside. */
export type Control = {
  number: number;
  name: string;
  /** Says what was measured; throws with what failed. */
  run: (stage: Stage) => Promise<string>;
};

/** Runs a check on every engine asked for, at the same time, and puts what was measured together. */
export async function onEngines(stage: Stage, check: (engine: Engine) => Promise<string>): Promise<string> {
  const outcomes = await Promise.allSettled(stage.engines.map((engine) => check(engine)));
  const measured = outcomes.map((outcome, index) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    const { reason } = outcome;
    const told = `on ${stage.engines[index] ?? ''}: ${reason instanceof Error ? reason.message : String(reason)}`;
    throw Object.assign(new Failed(told, { cause: reason }), reason instanceof Error ? { stack: reason.stack } : {});
  });
  const [first = '', second] = measured;
  if (second === undefined) return `${first} (${stage.engines.join()})`;
  return first === second ? `${first} (both engines)` : `SQLite: ${first}; PostgreSQL, two nodes: ${second}`;
}
