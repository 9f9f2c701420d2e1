import { useSyncExternalStore } from 'react';
import { readFailure } from './failure.ts';

/** A question to the person who is signed in, to show once more that it is them. */
type Question = { promise: Promise<void>; settle: (proven: boolean) => void };

let question: Question | undefined;
const listeners = new Set<() => void>();

function change(next: Question | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}

/** Whether the person is being asked. */
export function useProofAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question !== undefined,
  );
}

/** The dialog's answer: they showed it (the server knows by now), or let it be. */
export function answerProof(proven: boolean): void {
  question?.settle(proven);
  change(undefined);
}

function ask(): Promise<void> {
  if (question === undefined) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    change({ promise, settle: (proven) => (proven ? resolve() : reject(new DOMException('Not proven.', 'AbortError'))) });
    return promise;
  }
  // Calls of one moment share one question.
  return question.promise;
}

/**
 * Does a call that the server may refuse until the person shows once more that it is them: then the dialog
 * asks, and the call is done again. Letting it be counts as a call that was stopped.
 */
export async function proven<Output>(call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    if (readFailure(error).code !== 'reauthentication-required') throw error;
    await ask();
    return call();
  }
}
