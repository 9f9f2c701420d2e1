import type { BackupView, ExperimentStatus, FiguresInput, Id } from '@tripmaster/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import type { LogFilter, PeopleFilter, ServerFilter } from './filters.ts';

const MINUTE_MS = 60_000;
const UNDER_WAY_MS = 2_000;

/** The first page of a list has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}

/** Figures of days, kept on screen while those of other days come. */
function figures<Figures>(name: string, range: FiguresInput, read: (range: FiguresInput, signal: AbortSignal) => Promise<Figures>) {
  return queryOptions({
    queryKey: ['admin', 'figures', name, range],
    queryFn: ({ signal }) => read(range, signal),
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });
}

function isUnderWay({ state, verification }: BackupView): boolean {
  return [state, verification?.state].some((word) => word === 'waiting' || word === 'running');
}

/** What administration reads. Every key begins with `admin`. */
export const admin = {
  overview: (range: FiguresInput) => figures('overview', range, (input, signal) => api.admin.overview.query(input, { signal })),
  engagement: (range: FiguresInput) => figures('engagement', range, (input, signal) => api.admin.engagement.query(input, { signal })),
  retention: (range: FiguresInput) => figures('retention', range, (input, signal) => api.admin.retention.query(input, { signal })),
  funnel: (range: FiguresInput) => figures('funnel', range, (input, signal) => api.admin.funnel.query(input, { signal })),
  geography: (range: FiguresInput) => figures('geography', range, (input, signal) => api.admin.geography.query(input, { signal })),
  popularity: (range: FiguresInput) => figures('popularity', range, (input, signal) => api.admin.popularity.query(input, { signal })),
  sources: (range: FiguresInput) => figures('sources', range, (input, signal) => api.admin.sources.query(input, { signal })),
  revenue: (range: FiguresInput) => figures('revenue', range, (input, signal) => api.admin.revenue.query(input, { signal })),
  /** Read again every ten seconds while somebody looks. */
  realtime: () =>
    queryOptions({
      queryKey: ['admin', 'realtime'],
      queryFn: ({ signal }) => api.admin.realtime.query(undefined, { signal }),
      refetchInterval: 10_000,
      staleTime: 0,
    }),
  alerts: () =>
    queryOptions({
      queryKey: ['admin', 'alerts'],
      queryFn: async ({ signal }) => (await api.admin.alerts.list.query(undefined, { signal })).items,
      refetchInterval: MINUTE_MS,
    }),
  measures: () =>
    queryOptions({
      queryKey: ['admin', 'measures'],
      queryFn: ({ signal }) => api.admin.alerts.measures.query(undefined, { signal }),
      refetchInterval: MINUTE_MS,
    }),
  /** Read again every ten seconds while somebody looks. */
  health: () =>
    queryOptions({
      queryKey: ['admin', 'health'],
      queryFn: ({ signal }) => api.admin.health.query(undefined, { signal }),
      refetchInterval: 10_000,
      staleTime: 0,
    }),
  jobs: ({ jobs: state, job: name }: ServerFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'jobs', { state, name }],
      queryFn: ({ signal, pageParam }) =>
        api.admin.jobs.list.query(
          {
            ...(state !== undefined && { state }),
            ...(name !== undefined && { name }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
          { signal },
        ),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  /** Read again every two seconds while one is made or verified. */
  backups: () =>
    infiniteQueryOptions({
      queryKey: ['admin', 'backups'],
      queryFn: ({ signal, pageParam }) =>
        api.admin.backups.list.query({ ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? UNDER_WAY_MS : MINUTE_MS,
      staleTime: 0,
    }),
  mails: ({ mails: state, mail: kind }: ServerFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'mails', { state, kind }],
      queryFn: ({ signal, pageParam }) =>
        api.admin.mail.list.query(
          {
            ...(state !== undefined && { state }),
            ...(kind !== undefined && { kind }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
          { signal },
        ),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  flags: () =>
    infiniteQueryOptions({
      queryKey: ['admin', 'flags'],
      queryFn: ({ signal, pageParam }) =>
        api.admin.flags.list.query({ limit: 100, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      staleTime: 0,
    }),
  experiments: (status?: ExperimentStatus) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'experiments', { status }],
      queryFn: ({ signal, pageParam }) =>
        api.admin.experiments.list.query(
          { ...(status !== undefined && { status }), ...(pageParam !== undefined && { cursor: pageParam }) },
          { signal },
        ),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
  experiment: (id: Id) =>
    queryOptions({
      queryKey: ['admin', 'experiment', id],
      queryFn: ({ signal }) => api.admin.experiments.get.query({ id }, { signal }),
      staleTime: 0,
    }),
  results: (id: Id) =>
    queryOptions({
      queryKey: ['admin', 'experiment', id, 'results'],
      queryFn: ({ signal }) => api.admin.experiments.results.query({ id }, { signal }),
    }),
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
