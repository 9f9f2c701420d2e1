import type { BackupView, ExperimentStatus, FiguresInput, Id, JobsInput, MailListInput } from '@tripmaster/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { kindOf, type AlertsFilter, type LogFilter, type PeopleFilter } from './filters.ts';

const MINUTE_MS = 60_000;
const UNDER_WAY_MS = 2_000;

type Paged = { nextCursor?: string | undefined };

/**
 * A list that comes in pages, kept on screen while another selection of it comes. `first`: where it begins, if not at its
 * beginning. What stands in `asked` without a value is not sent.
 */
function pages<Page extends Paged, Asked extends object>(
  name: readonly string[],
  asked: Asked,
  read: (input: Asked & { cursor?: string }, signal: AbortSignal) => Promise<Page>,
  first?: string,
) {
  return infiniteQueryOptions({
    queryKey: ['admin', ...name, { ...asked, ...(first !== undefined && { first }) }],
    queryFn: ({ signal, pageParam }) => read({ ...asked, ...(pageParam !== undefined && { cursor: pageParam }) }, signal),
    initialPageParam: first,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
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
  alertHistory: ({ rule: id, what }: AlertsFilter) => ({
    ...pages(['alerts', 'history'], { id, kind: kindOf(what) }, (input, signal) => api.admin.alerts.history.query(input, { signal })),
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
  jobs: (asked: Pick<JobsInput, 'state' | 'name'>) =>
    pages(['jobs'], asked, (input, signal) => api.admin.jobs.list.query(input, { signal })),
  /** Read again every two seconds while one is made or verified. */
  backups: () =>
    infiniteQueryOptions({
      ...pages(['backups'], {}, (input, signal) => api.admin.backups.list.query(input, { signal })),
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? UNDER_WAY_MS : MINUTE_MS,
    }),
  mails: (asked: Pick<MailListInput, 'state' | 'kind'>) =>
    pages(['mails'], asked, (input, signal) => api.admin.mail.list.query(input, { signal })),
  flags: () => pages(['flags'], { limit: 100 }, (input, signal) => api.admin.flags.list.query(input, { signal })),
  flag: (key: string) =>
    queryOptions({
      queryKey: ['admin', 'flag', key],
      queryFn: ({ signal }) => api.admin.flags.get.query({ key }, { signal }),
      staleTime: 0,
    }),
  experiments: (status?: ExperimentStatus) =>
    pages(['experiments'], { status }, (input, signal) => api.admin.experiments.list.query(input, { signal })),
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
  users: (filter: PeopleFilter) => pages(['users'], filter, (input, signal) => api.admin.users.list.query(input, { signal })),
  user: (id: Id) =>
    queryOptions({ queryKey: ['admin', 'user', id], queryFn: ({ signal }) => api.admin.users.get.query({ id }, { signal }) }),
  reports: () => pages(['reports'], {}, (input, signal) => api.admin.moderation.list.query(input, { signal })),
  /** The log from entry `at` back to its beginning; from its end when not given. */
  log: ({ at, action }: LogFilter) =>
    // The server reads what lies before a place; the entry itself shall be there too.
    pages(
      ['audit'],
      { action },
      (input, signal) => api.admin.audit.list.query(input, { signal }),
      at === undefined ? undefined : String(at + 1),
    ),
};
