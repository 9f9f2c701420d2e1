import type { PlanDocument } from '@tripmaster/contracts';
import { wideRequests } from '../../../packages/plans/src/itinerary/sweep-wide.ts';
import { verify } from '../../../packages/plans/src/verify/index.ts';
import { MUTATIONS, tryMutations } from '../../../packages/plans/src/verify/mutations/index.ts';
import { median, percentile, printTable } from '../lib/load.ts';
import { secondOpinion } from './checker/index.ts';
import { errorsOf, factsOf, openEngine, openWorld } from './planning.ts';

/** Every so many-th mutated plan is shown to the checker too: it takes its time. */
const CHECKED = 10;

/** Seeds defects in `count` verified plans. False where one is missed, a good plan alarms, or the checker disagrees. */
export async function evaluateMutations(count: number, seed: number): Promise<boolean> {
  const make = openEngine(undefined);
  const world = await openWorld();
  const kinds = new Map<string, { rule: number; tried: number; found: number }>(
    MUTATIONS.map(({ name, rule }) => [name, { rule, tried: 0, found: 0 }]),
  );
  let plans = 0;
  let alarms = 0;
  let trials = 0;
  let disagreements = 0;
  const times: number[] = [];
  const checkAgain = async (
    doc: Pick<PlanDocument, 'request' | 'destinations' | 'days' | 'budget'>,
    theirs: readonly number[],
    what: string,
  ): Promise<void> => {
    const { broken, unjudged } = await secondOpinion(doc, world);
    const judged = (rule: number): boolean => !unjudged.includes(rule);
    if (broken.filter(judged).join() === theirs.filter(judged).join()) return;
    disagreements += 1;
    console.error(`${what}: the checker finds ${broken.join(', ')} broken, the verifier ${theirs.join(', ')}`);
  };
  for (const [number, input] of wideRequests(3 * count, seed).entries()) {
    if (plans === count) break;
    const made = await make(input);
    if ('refused' in made || errorsOf(made.doc).length > 0) continue;
    plans += 1;
    const { doc } = made;
    const facts = await factsOf(doc);
    if (doc.days.length === 14) times.push(...Array.from({ length: 5 }, () => timed(() => verify(doc, facts))));
    if (verify(doc, facts).violations.some(({ severity }) => severity === 'error')) {
      alarms += 1;
      console.error(`request ${number}: a false alarm`);
    }
    for (const { mutation, mutated, found } of tryMutations(doc, facts, number)) {
      const kind = kinds.get(mutation.name);
      if (kind !== undefined) {
        kind.tried += 1;
        kind.found += Number(found);
      }
      if (!found) console.error(`request ${number}: missed “${mutation.name}” (${mutated.items?.join(', ') ?? ''}${mutated.says ?? ''})`);
      trials += 1;
      if (trials % CHECKED !== 0) continue;
      const theirs = verify(mutated.doc, facts).rules.flatMap(({ rule, holds }) => (holds ? [] : [rule]));
      await checkAgain(mutated.doc, theirs, `request ${number}, ${mutation.name}`);
    }
  }
  printTable([
    ['kind of defect', 'rule', 'seeded', 'found'],
    ...[...kinds].map(([name, { rule, tried, found }]) => [name, String(rule), String(tried), String(found)]),
  ]);
  const missed = [...kinds.values()].filter(({ tried, found }) => tried === 0 || found < tried).length;
  const found = [...kinds.values()].reduce((sum, one) => sum + one.found, 0);
  console.log(`${plans} good plans, ${alarms} false alarms; ${kinds.size} kinds of defects, ${trials} seeded, ${found} found and named`);
  console.log(`disagreements of verifier and checker: ${disagreements} of ${Math.floor(trials / CHECKED)}`);
  if (times.length > 0)
    console.log(`verifying a plan of 14 days: median ${median(times).toFixed(2)} ms, p95 ${percentile(times, 0.95).toFixed(2)} ms`);
  return missed === 0 && alarms === 0 && disagreements === 0;
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
