/**
 * Holm's step-down correction (1979) of p-values that are judged together: none of the true hypotheses is rejected with
 * more than `alpha`. With each comes the level it was judged by: its interval of that level leaves 0 out just when it is
 * rejected.
 */
export function holm(ps: readonly number[], alpha: number): { p: number; level: number }[] {
  const inOrder = ps.map((p, at) => ({ p, at })).toSorted((a, b) => a.p - b.p);
  const judged: { p: number; level: number }[] = [];
  let adjusted = 0;
  let level = alpha;
  inOrder.forEach(({ p, at }, step) => {
    const left = ps.length - step;
    // Behind the first that stands nothing is rejected any more: its level is the last.
    if (adjusted <= alpha) level = alpha / left;
    adjusted = Math.max(adjusted, Math.min(1, p * left));
    judged[at] = { p: adjusted, level };
  });
  return judged;
}
