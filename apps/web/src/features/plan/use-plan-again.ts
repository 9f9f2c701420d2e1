import type { Plan } from '@tripmaster/contracts';
import { useNavigate } from '@tanstack/react-router';
import { draftOf, fillForm } from '../trip-form/draft.ts';

/** Puts a plan's wish into the form. Somebody else's comes without its dates: the traveller has their own. */
export function usePlanAgain({ request, owner }: Pick<Plan, 'request' | 'owner'>): () => void {
  const navigate = useNavigate();
  return () => {
    const draft = draftOf(request);
    fillForm(owner === undefined ? draft : { ...draft, datesBy: 'days', start: '', end: '', month: '' });
    void navigate({ to: '/' });
  };
}
