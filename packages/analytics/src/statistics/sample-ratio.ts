import { chiSquaredTail } from './chi-squared.ts';

/** As GrowthBook has it: a sample ratio this improbable is no chance. */
export const SRM_THRESHOLD = 0.001;
/** Below so many expected units in a variation chi-squared is not what it says (Cochran's rule). */
const FEWEST_EXPECTED = 5;

/** Whether units fall into variations as the weights say: Pearson's chi-squared test. Without `p` there are too few to tell. */
export function sampleRatio(units: readonly number[], weights: readonly number[]): { p?: number; ok: boolean } {
  const total = units.reduce((sum, count) => sum + count, 0);
  const weight = weights.reduce((sum, part) => sum + part, 0);
  if (total === 0 || weight <= 0) return { ok: true };
  const cells = units.map((count, at) => ({ count, expected: ((weights[at] ?? 0) / weight) * total }));
  // Nobody can fall into a variation that nobody is given.
  if (cells.some(({ count, expected }) => expected === 0 && count > 0)) return { p: 0, ok: false };
  const possible = cells.filter(({ expected }) => expected > 0);
  if (possible.length < 2 || possible.some(({ expected }) => expected < FEWEST_EXPECTED)) return { ok: true };
  const statistic = possible.reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
  const p = chiSquaredTail(statistic, possible.length - 1);
  return { p, ok: p >= SRM_THRESHOLD };
}
