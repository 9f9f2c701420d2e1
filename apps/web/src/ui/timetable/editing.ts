import type { PlanOperation } from '@tripmaster/contracts';
import { createContext, use } from 'react';

/** How the plan that is read may be changed; absent for readers who may not. */
export type Editing = {
  /** Makes the change and saves it. `done` is said with the way to undo it: `Moved the castle to Saturday.` */
  apply: (operations: PlanOperation[], done: string) => void;
  busy: boolean;
};

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing | undefined {
  return use(EditingContext);
}
