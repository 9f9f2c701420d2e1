import { QueryClient } from '@tanstack/react-query';
import { onSessionChange, sessionState } from './session.ts';

/** The client itself tries again what may pass; what comes through is final. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: false,
    },
    mutations: { retry: false },
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
