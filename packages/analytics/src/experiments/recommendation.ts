import type { ExperimentResults } from '@tripmaster/contracts';

/**
 * What to go on with. The first metric decides: of the variations that are better by it, the one with the largest lift by which
 * no guardrail got worse. A sample that is not shared out as designed recommends nothing.
 */
export function recommended({
  metrics,
  guardrails,
  srm,
}: Pick<ExperimentResults, 'metrics' | 'guardrails' | 'srm'>): ExperimentResults['recommendation'] {
  if (!srm.ok) return { text: 'People don’t fall into the variations as designed: nothing can be recommended by these figures.' };
  const [deciding] = metrics;
  const [today, ...others] = deciding?.variations ?? [];
  if (deciding === undefined || today === undefined) return { text: 'There is nothing to decide by.' };
  const by = `by ${deciding.metric.name}`;
  const size = ({ lift = 0 }: { lift?: number | undefined }) => Math.abs(lift);
  const better = others.filter(({ verdict }) => verdict === 'better').toSorted((one, other) => size(other) - size(one));
  const harmed = better.map(
    ({ variation }) => guardrails.find(({ variations }) => variations[variation]?.verdict === 'worse')?.metric.name,
  );
  const safe = better.find((_, at) => harmed[at] === undefined);
  if (safe !== undefined)
    return {
      variation: safe.variation,
      text: `“${safe.name}” is better than “${today.name}” ${by}, and no guardrail is shown to be worse.`,
    };
  const [best] = better;
  if (best !== undefined) return { text: `“${best.name}” is better ${by}, but it made a guardrail worse: ${harmed[0]}.` };
  const worse = others.filter(({ verdict }) => verdict === 'worse').map(({ name }) => `“${name}”`);
  if (worse.length > 0) return { variation: 0, text: `Worse than “${today.name}” ${by}: ${worse.join(', ')}. None is shown to be better.` };
  if (others.some(({ verdict }) => verdict === 'too few')) return { text: `There are too few so far to say anything ${by}.` };
  return { text: `No difference is shown ${by}: nothing speaks for a change.` };
}
