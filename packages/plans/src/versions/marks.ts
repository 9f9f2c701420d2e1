import { createHmac } from 'node:crypto';
import type { Item } from '@tripmaster/contracts';
import { coreOf, ordered } from './admit.ts';

/**
 * Ids of items that we propose. An id is made with a key of the item itself and of its plan, so that an item which comes
 * back in an operation is known to be just as it was proposed: on any node, and with nothing kept.
 */
export function proposalMarks(key: string) {
  const idOf = (planId: string, item: Item, count: number): string => {
    const mac = createHmac('sha256', key)
      .update(JSON.stringify([planId, count, ordered(coreOf(item))]))
      .digest('base64url');
    return `p${count}-${mac.slice(0, 22)}`;
  };
  return {
    /** The item under an id that tells it; none of `taken`, to which it is added. */
    mark(planId: string, item: Item, taken: Set<string>): Item {
      for (let count = 1; ; count += 1) {
        const id = idOf(planId, item, count);
        if (taken.has(id)) continue;
        taken.add(id);
        return { ...item, id };
      }
    },
    isMarked(planId: string, item: Item): boolean {
      const count = /^p(\d{1,4})-/.exec(item.id)?.[1];
      return count !== undefined && item.id === idOf(planId, item, Number(count));
    },
  };
}

export type ProposalMarks = ReturnType<typeof proposalMarks>;
