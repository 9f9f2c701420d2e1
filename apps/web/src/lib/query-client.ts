import { QueryClient } from '@tanstack/react-query';
import { readFailure } from './failure.ts';
import { onSessionChange, sessionState } from './session.ts';

const PASSING: ReadonlySet<string> = new Set(['offline', 'unavailable', 'internal']);

/** Retries only what may pass by itself; what the server refused stays refused. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && PASSING.has(readFailure(error).code),
    },
  },
});

let reader = '';
onSessionChange(() => {
  const session = sessionState();
  const next = session.status === 'signed-in' ? session.user.id : '';
  // What one person may see is not shown to the next.
  if (next !== reader && session.status !== 'loading') queryClient.clear();
  reader = next;
});
