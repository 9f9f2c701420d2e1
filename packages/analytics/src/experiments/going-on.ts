import { isDeepStrictEqual } from 'node:util';
import {
  AppError,
  FLAG_DEFAULTS,
  invalidField,
  isFlagKey,
  isFlagValue,
  type ExperimentDecision,
  type ExperimentDesign,
  type FlagDefinition,
} from '@tripmaster/contracts';
import { problemsOf } from '../flags/definition.ts';

type Stopped = { key: string; flagKey: string; design: ExperimentDesign };

/** What becomes of a flag; without a definition it stays as it is. */
export type GoingOn = { change: NonNullable<ExperimentDecision['flag']>['change']; definition?: FlagDefinition };

/**
 * The definition by which a flag gives a variation's value to everybody whom the experiment was for. Its rules keep their say,
 * as they had while the experiment ran. Throws `invalid-input` and `conflict` where that can't be.
 */
export function goingOn(definition: FlagDefinition | undefined, { key, flagKey, design }: Stopped, variation: number): GoingOn {
  const chosen = design.variations[variation];
  if (chosen === undefined) throw invalidField('decision.variation', 'is not one of the experiment’s');
  const { value } = chosen;
  if (isFlagKey(flagKey) && !isFlagValue(flagKey, value))
    throw invalidField('decision.variation', 'has a value that the code does not take for this flag');
  if (definition === undefined)
    throw new AppError('conflict', {}, `The definition of the flag ${flagKey} can’t be followed: mend it first, or stop without a choice.`);
  const own = definition.defaultValue ?? (isFlagKey(flagKey) ? FLAG_DEFAULTS[flagKey] : undefined);
  if (isDeepStrictEqual(own, value)) return { change: 'none' };
  const { condition } = design;
  const given: FlagDefinition =
    condition === undefined
      ? { ...definition, defaultValue: value }
      : { ...definition, rules: [...(definition.rules ?? []), { id: key, condition, force: value }] };
  const [problem] = problemsOf(given);
  if (problem !== undefined)
    throw invalidField('decision.variation', `does not fit into the flag any more: ${problem.path} ${problem.reason}`);
  return { change: condition === undefined ? 'default' : 'rule', definition: given };
}
