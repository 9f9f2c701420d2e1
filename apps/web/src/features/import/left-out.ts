import type { ImportProposal, PlanDocument, PlanOperation } from '@tripmaster/contracts';

/** The proposed plan without the items that were left out. */
export function documentWithout(document: PlanDocument, leftOut: ReadonlySet<string>): PlanDocument {
  return {
    ...document,
    days: document.days.map((day) => ({ ...day, items: day.items.filter(({ id }) => !leftOut.has(id)) })),
    ...(document.ideas !== undefined && { ideas: document.ideas.filter(({ id }) => !leftOut.has(id)) }),
  };
}

/** The operations without those that add what was left out; none where only other dates would be left. */
export function operationsWithout(operations: readonly PlanOperation[], leftOut: ReadonlySet<string>): PlanOperation[] {
  const kept = operations.filter(
    (operation) =>
      !(operation.op === 'add' && leftOut.has(operation.item.id)) && !(operation.op === 'note-idea' && leftOut.has(operation.idea.id)),
  );
  return kept.some(({ op }) => op === 'add' || op === 'note-idea') ? kept : [];
}

/** How many of the items found would be taken. */
export function takenOf({ items }: Pick<ImportProposal, 'items'>, leftOut: ReadonlySet<string>): number {
  return items.filter(({ id, duplicate }) => !duplicate && !leftOut.has(id)).length;
}
