/**
 * How good the plans are. `npm run eval` scores a proposer over sixty fixed requests (`--proposer model` with the server's
 * OPENAI_ variables; `--keep` adds a line to `bench/eval-history.jsonl`). `-- --random 1000 --seed 7` sends random
 * requests through the built-in engine and has an independent checker judge each plan (`--strict`: time counts too).
 * `-- --mutations [--plans 1000]` seeds defects in verified plans and sees whether each is found and named. Ends with 1
 * where a plan is neither verified nor explained, checker and verifier disagree, or a defect is missed.
 */
import { parseArgs } from 'node:util';
import { evaluateFixed } from './eval/fixed.ts';
import { evaluateMutations } from './eval/mutations.ts';
import { modelFromEnvironment } from './eval/planning.ts';
import { evaluateRandom } from './eval/random.ts';

const { values: flags } = parseArgs({
  options: {
    proposer: { type: 'string', default: 'builtin' },
    random: { type: 'string' },
    seed: { type: 'string', default: '7' },
    mutations: { type: 'boolean', default: false },
    plans: { type: 'string', default: '1000' },
    keep: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
});

/** What somebody typed wrongly. */
class Usage extends Error {}

async function evaluate(): Promise<boolean> {
  if (flags.mutations) return evaluateMutations(whole('plans', flags.plans), whole('seed', flags.seed));
  if (flags.random !== undefined) return evaluateRandom(whole('random', flags.random), whole('seed', flags.seed), flags.strict);
  if (flags.proposer === 'builtin') return evaluateFixed(undefined, flags.keep);
  if (flags.proposer !== 'model') throw new Usage('--proposer is builtin or model');
  const model = modelFromEnvironment(process.env);
  if (model === undefined) throw new Usage('set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own');
  return evaluateFixed(model, flags.keep);
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Usage(`--${name} is a whole number`);
  return Number(text);
}

try {
  process.exitCode = (await evaluate()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Usage ? error.message : error);
  process.exitCode = 2;
}
