import { useNavigate, useSearch } from '@tanstack/react-router';
import { readServerFilter, type ServerFilter } from './filters.ts';

/** What the lists of jobs and mails are narrowed to, in the address they share; and a way to change a part of it. */
export function useServerFilter(): [ServerFilter, (part: Record<string, unknown>, replace?: boolean) => void] {
  const filter = useSearch({ from: '/shell/admin/server' });
  const navigate = useNavigate({ from: '/admin/server' });
  return [
    filter,
    (part, replace = false) => void navigate({ search: (before) => readServerFilter({ ...before, ...part }), replace, resetScroll: false }),
  ];
}
