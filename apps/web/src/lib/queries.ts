import type {
  BookingLink,
  CalendarFeed,
  DestinationHit,
  FlagKey,
  FlagValues,
  Id,
  People,
  Plan,
  PlanDiff,
  PlanDraft,
  PlanStats,
  Relaxations,
  SharedPlan,
  ShareList,
  SignInSettings,
} from '@tripmaster/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { api } from './api.ts';
import type { DiscoverInput, PlanListInput } from './api-types.ts';

/** What can be read from the server, with its place in the cache. Invalidate by the first words of a key. */
export const queries = {
  /** What a sign-in page has to know; it changes only with the server's start. */
  signInSettings: () =>
    queryOptions({
      queryKey: ['auth', 'settings'],
      queryFn: ({ signal }): Promise<SignInSettings> => api.auth.settings.query(undefined, { signal }),
      staleTime: 300_000,
    }),

  /** Flags that a page shows something by. Only what is asked for counts as shown. */
  flags: (...keys: [FlagKey, ...FlagKey[]]) =>
    queryOptions({
      queryKey: ['flags', ...keys],
      queryFn: ({ signal }): Promise<FlagValues> => api.flags.evaluate.query({ keys }, { signal }),
      // A page does not change under who reads it.
      staleTime: Infinity,
    }),

  plan: (id: Id) =>
    queryOptions({
      queryKey: ['plans', 'get', id],
      queryFn: ({ signal }): Promise<Plan> => api.plans.get.query({ id }, { signal }),
      // An answer that was long on its way takes nobody back to an older version.
      structuralSharing: (known, next): unknown => (versionOf(known) > versionOf(next) ? known : replaceEqualDeep(known, next)),
    }),

  plans: (input: PlanListInput = {}) =>
    infiniteQueryOptions({
      queryKey: ['plans', 'list', input],
      queryFn: ({ signal, pageParam }) =>
        api.plans.list.query({ ...input, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),

  planStats: () =>
    queryOptions({
      queryKey: ['plans', 'stats'],
      queryFn: ({ signal }): Promise<PlanStats> => api.plans.stats.query(undefined, { signal }),
    }),

  planHistory: (id: Id) =>
    infiniteQueryOptions({
      queryKey: ['plans', 'history', id],
      queryFn: ({ signal, pageParam }) =>
        api.plans.history.query({ id, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),

  /** Where each stop of a version can be looked for. */
  bookings: (id: Id, version: number) =>
    queryOptions({
      queryKey: ['plans', 'bookings', id, version],
      queryFn: async ({ signal }): Promise<ReadonlyMap<string, BookingLink[]>> => {
        const { items } = await api.plans.bookingLinks.query({ id }, { signal });
        return new Map(items.map(({ itemId, links }) => [itemId, links]));
      },
      staleTime: Infinity,
    }),

  /** Saved versions never change, so neither does what differs between two. */
  planDiff: (id: Id, from: number, to: number) =>
    queryOptions({
      queryKey: ['plans', 'diff', id, from, to],
      queryFn: ({ signal }): Promise<PlanDiff> => api.plans.diff.query({ id, from, to }, { signal }),
      staleTime: Infinity,
    }),

  /** Seconds of work on the server, for one version of a plan always the same. */
  relaxations: (id: Id, version: number) =>
    queryOptions({
      queryKey: ['plans', 'relaxations', id, version],
      queryFn: ({ signal }): Promise<Relaxations> => api.plans.relaxations.query({ id }, { signal }),
      staleTime: Infinity,
      retry: false,
    }),

  /** What a link shows. It may be revoked at any time, so nothing is asked twice in vain. */
  shared: (token: string) =>
    queryOptions({
      queryKey: ['plans', 'shared', token],
      queryFn: ({ signal }): Promise<SharedPlan> => api.plans.shared.query({ token }, { signal }),
    }),

  /** Who is on a trip; few, so all of them at once. */
  people: (id: Id) =>
    queryOptions({
      queryKey: ['plans', 'people', id],
      queryFn: ({ signal }): Promise<People> => api.plans.members.list.query({ id }, { signal }),
    }),

  /** A trip's links, and what everybody else sees of it. */
  links: (id: Id) =>
    queryOptions({
      queryKey: ['plans', 'links', id],
      queryFn: ({ signal }): Promise<ShareList> => api.plans.share.list.query({ id }, { signal }),
    }),

  files: (id: Id) =>
    infiniteQueryOptions({
      queryKey: ['plans', 'files', id],
      queryFn: ({ signal, pageParam }) =>
        api.plans.files.list.query({ id, limit: 100, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),

  /** Few, so all of them at once. */
  drafts: () =>
    queryOptions({
      queryKey: ['plans', 'drafts'],
      queryFn: async ({ signal }): Promise<PlanDraft[]> => (await api.plans.drafts.list.query(undefined, { signal })).items,
    }),

  /** At most twenty, so all of them at once. */
  calendars: () =>
    queryOptions({
      queryKey: ['plans', 'calendars'],
      queryFn: async ({ signal }): Promise<CalendarFeed[]> => (await api.plans.calendar.list.query(undefined, { signal })).items,
    }),

  discover: (input: DiscoverInput = {}) =>
    infiniteQueryOptions({
      queryKey: ['discover', 'list', input],
      queryFn: ({ signal, pageParam }) =>
        api.discover.list.query({ ...input, ...(pageParam !== undefined && { cursor: pageParam }) }, { signal }),
      initialPageParam: first,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),

  destinations: (q: string) =>
    queryOptions({
      queryKey: ['destinations', 'search', q],
      queryFn: async ({ signal }): Promise<DestinationHit[]> => (await api.destinations.search.query({ q }, { signal })).items,
      enabled: q.trim().length >= 2,
      staleTime: 3_600_000,
      placeholderData: keepPreviousData,
    }),
};

const first: string | undefined = undefined;

function versionOf(plan: unknown): number {
  return typeof plan === 'object' && plan !== null && 'version' in plan && typeof plan.version === 'number' ? plan.version : 0;
}
