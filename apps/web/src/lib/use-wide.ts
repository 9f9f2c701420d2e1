import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 1001px)';

/** Whether there is room for a list beside its page; the same width as in the style sheets. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(WIDE).matches,
  );
}
