import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { signedInAs } from '../../lib/session.ts';

/** The first page of a list has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}

/** The input of one page of a list. */
function at(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}

/** What one's account pages read. Every key begins with `account`. */
export const account = {
  me: queryOptions({
    queryKey: ['account', 'me'],
    queryFn: async ({ signal }) => {
      const user = await api.account.me.query(undefined, { signal });
      // The bar above shows the same person.
      signedInAs(user);
      return user;
    },
  }),
  security: queryOptions({ queryKey: ['account', 'security'], queryFn: ({ signal }) => api.account.security.query(undefined, { signal }) }),
  passkeys: queryOptions({
    queryKey: ['account', 'passkeys'],
    queryFn: async ({ signal }) => (await api.auth.passkey.list.query(undefined, { signal })).items,
  }),
  notifications: queryOptions({
    queryKey: ['account', 'notifications'],
    queryFn: ({ signal }) => api.account.notifications.get.query(undefined, { signal }),
  }),
  counting: queryOptions({
    queryKey: ['account', 'counting'],
    queryFn: ({ signal }) => api.account.analytics.get.query(undefined, { signal }),
  }),
  sessions: infiniteQueryOptions({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal, pageParam }) => api.account.sessions.list.query(at(pageParam), { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  }),
  tokens: infiniteQueryOptions({
    queryKey: ['account', 'tokens'],
    queryFn: ({ signal, pageParam }) => api.account.apiTokens.list.query(at(pageParam), { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  }),
  /** Ten at the most, so all of them at once. */
  webhooks: queryOptions({
    queryKey: ['account', 'webhooks'],
    queryFn: async ({ signal }) => (await api.plans.webhooks.list.query(undefined, { signal })).items,
  }),
  deliveries: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['account', 'deliveries', id],
      queryFn: ({ signal, pageParam }) => api.plans.webhooks.deliveries.query({ id, ...at(pageParam) }, { signal }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ nextCursor }) => nextCursor,
      staleTime: 0,
    }),
  /** What one has of premium; `off` where this server sells nothing. */
  billing: queryOptions({
    queryKey: ['account', 'billing'],
    queryFn: ({ signal }) => api.billing.status.query(undefined, { signal }),
  }),
  offers: queryOptions({
    queryKey: ['account', 'offers'],
    queryFn: async ({ signal }) => (await api.billing.offers.query(undefined, { signal })).items,
  }),
  activity: infiniteQueryOptions({
    queryKey: ['account', 'activity'],
    queryFn: ({ signal, pageParam }) => api.account.activity.query(at(pageParam), { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Whatever one does is in it at once.
    staleTime: 0,
  }),
};
