import type { Item } from '@tripmaster/contracts';
import { createContext, type ReactNode, use } from 'react';

/** What else a stop's detail has than the plan itself says of it; nothing unless a page gives something. */
export const MoreOfStop = createContext<((item: Item) => ReactNode) | undefined>(undefined);

export function useMoreOf(item: Item): ReactNode {
  return use(MoreOfStop)?.(item);
}
