import { useSyncExternalStore } from 'react';

let current = '';
let again = false;
const listeners = new Set<() => void>();

/** Long enough for a dialog to be gone, behind which nothing is read out. */
const PAUSE_MS = 300;

/** Has a change read out that the eye sees by itself: a row that is gone, a list that grew. */
export function announce(text: string): void {
  window.setTimeout(() => {
    // The same words twice in a row would be no change of the region, so nothing would be said.
    again = text === current ? !again : false;
    current = text;
    for (const listener of listeners) listener();
  }, PAUSE_MS);
}

export function useAnnouncement(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (again ? `${current}\u00a0` : current),
  );
}
