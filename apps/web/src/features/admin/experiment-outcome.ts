import type { Experiment, FlagView } from './wire.ts';
import { plural } from '../../lib/format.ts';

const MOST_LETTERS = 60;

/** A value of a flag as it is told: short JSON. */
function valueText(value: unknown): string {
  const written = JSON.stringify(value) ?? 'nothing';
  return written.length > MOST_LETTERS ? `${written.slice(0, MOST_LETTERS)}…` : written;
}

/** Whether two values are the same, in whatever order their keys are written. */
function isSame(one: unknown, other: unknown): boolean {
  const written = (value: unknown) =>
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  return written(one) === written(other);
}

/** What stopping an experiment with this choice does to its flag, sentence by sentence; `undefined` goes on without a variation. */
export function outcomeOf(
  { design, flagKey }: Pick<Experiment, 'design' | 'flagKey'>,
  flag: FlagView,
  choice: number | undefined,
): string[] {
  const { definition, declared, enabled } = flag;
  const before = definition.defaultValue ?? declared?.default;
  const own = valueText(before);
  const rules = definition.rules?.length ?? 0;
  const but = rules === 0 ? '' : `, but for those of whom ${plural(rules, 'rule', 'rules')} of the flag say otherwise`;
  const off = enabled ? [] : ['The flag is switched off, and stays so: nobody gets any of it before it is switched on.'];
  const chosen = choice === undefined ? undefined : design.variations[choice];
  if (chosen === undefined) return [`The flag ${flagKey} stays as it is: everybody gets ${own}${but}.`, ...off];
  const value = valueText(chosen.value);
  if (isSame(chosen.value, before)) return [`The flag ${flagKey} says so already and stays as it is: everybody gets ${own}${but}.`, ...off];
  if (design.condition !== undefined)
    return [
      `The flag ${flagKey} gets one more rule: those whom the experiment is for get ${value}${but}, whether they took part or not.`,
      `Everybody else gets ${own}, as before.`,
      ...off,
    ];
  return [`The flag ${flagKey} is set to ${value}: everybody gets it${but}, whether they took part or not. So far it was ${own}.`, ...off];
}
