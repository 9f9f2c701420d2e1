import { wideRequests } from '../../../packages/plans/src/itinerary/sweep-wide.ts';
import { percentile, printTable } from '../lib/load.ts';
import { secondOpinion } from './checker/index.ts';
import { errorsOf, isExplained, openEngine, openWorld } from './planning.ts';

/** Milliseconds within which 95 of 100 plans should be made. */
const GOAL_MS = 300;

/**
 * Random requests through the built-in engine. False where a plan is neither verified nor explained, where the independent
 * checker disagrees with the verifier, where anything is thrown; with `strict`, also where plans take too long.
 */
export async function evaluateRandom(count: number, seed: number, strict: boolean): Promise<boolean> {
  const make = openEngine(undefined);
  const world = await openWorld();
  const wall: number[] = [];
  const cpu: number[] = [];
  const tally = { verified: 0, explained: 0, neither: 0, disagreements: 0, refused: 0, errors: 0 };
  const broken = new Map<number, number>();
  // Some requests contradict themselves and are refused: others take their place.
  for (const [number, input] of wideRequests(Math.ceil(count * 1.2) + 10, seed).entries()) {
    if (wall.length + tally.errors >= count) break;
    const fault = (what: string): void => console.error(`request ${number}: ${what}\n  ${JSON.stringify(input).slice(0, 1_500)}`);
    const made = await make(input).catch((error: unknown) => {
      tally.errors += 1;
      fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
    if (made === undefined) continue;
    if ('refused' in made) {
      tally.refused += 1;
      continue;
    }
    const { doc, wallMs, cpuMs } = made;
    wall.push(wallMs);
    cpu.push(cpuMs);
    const errors = errorsOf(doc);
    const theirs = doc.verification.rules.flatMap(({ rule, holds }) => (holds ? [] : [rule]));
    for (const rule of theirs) broken.set(rule, (broken.get(rule) ?? 0) + 1);
    if (errors.length === 0 && theirs.length === 0) tally.verified += 1;
    else if (isExplained(doc)) tally.explained += 1;
    else {
      tally.neither += 1;
      fault(
        `not explained: ${errors
          .map(({ rule, message }) => `${rule} ${message}`)
          .join(' | ')
          .slice(0, 1_000)}`,
      );
    }
    const mine = await secondOpinion(doc, world);
    const judged = (rule: number): boolean => !mine.unjudged.includes(rule);
    const [a, b] = [mine.broken.filter(judged), theirs.filter(judged)];
    if (a.join() !== b.join()) {
      tally.disagreements += 1;
      fault(`the checker finds ${a.join(', ') || 'nothing'} broken, the verifier ${b.join(', ') || 'nothing'}`);
    }
  }
  const good = tally.verified + tally.explained;
  const share = ((good / Math.max(wall.length + tally.errors, 1)) * 100).toFixed(1);
  console.log(`${wall.length} plans of random requests, seed ${seed} (${tally.refused} more refused with a field's error)`);
  console.log(
    `verified ${tally.verified}, explained ${tally.explained}, neither ${tally.neither}, thrown ${tally.errors}: ${share} % verified or explained`,
  );
  console.log(`disagreements of verifier and checker: ${tally.disagreements}`);
  console.log(
    `rules that did not hold (plans): ${
      [...broken]
        .toSorted((x, y) => x[0] - y[0])
        .map(([rule, times]) => `${rule} (${times})`)
        .join(', ') || 'none'
    }`,
  );
  const row = (name: string, values: readonly number[]): string[] => [name, ...[0.5, 0.95, 1].map((p) => percentile(values, p).toFixed(0))];
  printTable([['ms a plan', 'p50', 'p95', 'max'], row('wall', wall), row('processor', cpu)]);
  const slow = percentile(cpu, 0.95) > GOAL_MS;
  if (slow) console.log(`The goal is ${GOAL_MS} ms at p95.`);
  return tally.neither + tally.errors + tally.disagreements === 0 && wall.length >= count && !(strict && slow);
}
