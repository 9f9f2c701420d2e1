import type { Id } from '@tripmaster/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import type { LogFilter, PeopleFilter } from './filters.ts';

/** The first page of a list has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}

/** What administration reads. Every key begins with `admin`. */
export const admin = {
  users: (filter: PeopleFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'users', filter],
      queryFn: ({ signal, pageParam }) =>
        api.admin.users.list.query({ ...filter, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  user: (id: Id) =>
    queryOptions({ queryKey: ['admin', 'user', id], queryFn: ({ signal }) => api.admin.users.get.query({ id }, { signal }) }),
  reports: () =>
    infiniteQueryOptions({
      queryKey: ['admin', 'reports'],
      queryFn: ({ signal, pageParam }) =>
        api.admin.moderation.list.query({ ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  /** The log from entry `at` back to its beginning; from its end when not given. */
  log: ({ at, action }: LogFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'audit', { at, action }],
      queryFn: ({ signal, pageParam }) =>
        api.admin.audit.list.query(
          { ...(action !== undefined && { action }), ...(pageParam !== undefined && { cursor: pageParam }) },
          { signal },
        ),
      // The server reads what lies before a place; the entry itself shall be there too.
      initialPageParam: at === undefined ? firstPage() : String(at + 1),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
};
