import { verify } from '../index.ts';
import type { Facts, VerifiableDoc } from '../types.ts';
import { BOOKINGS } from './bookings.ts';
import { CALENDAR } from './calendar.ts';
import { readPlan, type Mutated, type Mutation } from './kit.ts';
import { MONEY } from './money.ts';
import { TIMES } from './times.ts';
import { WISHES } from './wishes.ts';

/** Kinds of defects that are seeded in verified plans to see whether the verifier finds and names each. */
export const MUTATIONS: readonly Mutation[] = [...CALENDAR, ...TIMES, ...MONEY, ...WISHES, ...BOOKINGS];

export type Trial = { mutation: Mutation; mutated: Mutated; found: boolean };

/** Seeds every kind of defect that is wanted and that the plan has a place for, one at a time, and has each looked for. */
export function tryMutations(
  doc: VerifiableDoc,
  facts: Facts,
  seed: number,
  wanted: (mutation: Mutation) => boolean = () => true,
): Trial[] {
  return MUTATIONS.flatMap((mutation, number): Trial[] => {
    const mutated = wanted(mutation) ? mutation.seed(readPlan(doc, facts, seed * 1_000 + number)) : undefined;
    return mutated === undefined ? [] : [{ mutation, mutated, found: isNamed(mutation.rule, mutated, facts) }];
  });
}

/** True when the expected rule is broken, by a violation that names what was done. */
function isNamed(rule: number, { doc, items = [], says = '' }: Mutated, facts: Facts): boolean {
  return verify(doc, facts).violations.some(
    (violation) =>
      violation.rule === rule &&
      violation.severity === 'error' &&
      violation.message.includes(says) &&
      (items.length === 0 || items.some((id) => violation.itemIds.includes(id))),
  );
}
