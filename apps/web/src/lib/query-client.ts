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

let reader: string | undefined;
onSessionChange(() => {
  const session = sessionState();
  const next = session.status === 'signed-in' ? session.user.id : '';
  // What one person may see is not shown to the next. What a public page asks for while it is still being found out
  // who reads it is nobody else's, and taken away it would never arrive.
  if (reader !== undefined && next !== reader) queryClient.clear();
  reader = next;
});
