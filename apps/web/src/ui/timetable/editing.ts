import type { PlanOperation } from '@tripmaster/contracts';
import { createContext, use, useState } from 'react';

/** How the plan that is read may be changed; absent for readers who may not. */
export type Editing = {
  /**
   * Makes the change and saves it. `done` is said with the way to undo it: `Moved the castle to Saturday.` `since`: the
   * version that was read when it was begun; what others wrote over the same thing meanwhile is then asked about.
   */
  apply: (operations: PlanOperation[], done: string, since?: number) => void;
  busy: boolean;
  /** The version that is shown. */
  version: number;
};

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing | undefined {
  return use(EditingContext);
}

/**
 * What is being typed in place of a value of the plan: until somebody types it follows the plan, then it is theirs,
 * whatever others save. `since` is the version they began on.
 */
export function useTyped<T>(saved: T, same: (a: T, b: T) => boolean = Object.is) {
  const version = useEditing()?.version;
  const [typed, setTyped] = useState<{ value: T; since: number | undefined }>();
  // It is saved as it was typed: from here on it follows the plan again.
  if (typed !== undefined && same(typed.value, saved)) setTyped(undefined);
  return {
    value: typed === undefined ? saved : typed.value,
    since: typed?.since,
    type: (value: T) => setTyped({ value, since: typed === undefined ? version : typed.since }),
    forget: () => setTyped(undefined),
  };
}
