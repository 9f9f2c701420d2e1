import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { useChange } from '../../lib/use-change.ts';

/** Comes onto a trip by an invitation or a link, and goes to it. */
export function useJoin() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useChange({
    call: (token: string) => api.plans.members.accept.mutate({ token }),
    said: () => 'You are on the trip.',
    onDone: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['plans'] });
      await navigate({ to: '/plans/$id', params: { id }, replace: true });
    },
  });
}
