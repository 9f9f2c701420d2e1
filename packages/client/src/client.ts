import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  type TRPCLink,
} from '@trpc/client';
import { MAX_BATCH } from '../generated/codes.ts';
import type { AppRouter } from '../generated/router.ts';
import { callLink, idempotencyKeyOf, type CallOptions } from './call-link.ts';
import { EventSource } from './event-source.ts';
import { streamFetch } from './events.ts';
import { createTripmasterSession, type SessionOptions, type TripmasterSession } from './session.ts';

/** Proxies refuse longer addresses. */
const MAX_URL = 6_000;

export type LinkOptions = CallOptions & {
  /** Answers of a batch come one by one as they are ready, rather than all with the slowest. */
  stream?: boolean;
};

/** tRPC links for a session, for those who build their own tRPC client (such as @trpc/tanstack-react-query). */
export function tripmasterLinks(session: TripmasterSession, { stream = false, ...call }: LinkOptions = {}): TRPCLink<AppRouter>[] {
  const url = `${session.baseUrl}/trpc`;
  const fetchWithCookies = (input: RequestInfo | URL | string, init?: object) => session.send(input, { ...init, credentials: 'include' });
  const batch = { url, fetch: fetchWithCookies, headers: () => session.headers(), maxItems: MAX_BATCH, maxURLLength: MAX_URL };
  return [
    callLink(session, call),
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url, EventSource, eventSourceOptions: { fetch: streamFetch(session) } }),
      false: splitLink({
        // Signing in and out sets cookies, and creating sends a key of its own: each goes alone.
        condition: (op) =>
          op.path.startsWith('auth.') || op.path === 'account.delete' || idempotencyKeyOf(op) !== undefined || isFile(op.input),
        true: httpLink({
          url,
          fetch: fetchWithCookies,
          async headers({ op }) {
            const key = idempotencyKeyOf(op);
            return { ...(await session.headers()), ...(key === undefined ? {} : { 'idempotency-key': key }) };
          },
        }),
        false: stream ? httpBatchStreamLink(batch) : httpBatchLink(batch),
      }),
    }),
  ];
}

function isFile(input: unknown): boolean {
  return input instanceof FormData || input instanceof Blob || input instanceof Uint8Array;
}

export type ClientOptions = LinkOptions & (SessionOptions | { session: TripmasterSession });
export type TripmasterClient = TRPCClient<AppRouter>;

/**
 * The typed client: `await createTripmasterClient({ baseUrl }).plans.list.query()`. Signing in with
 * `client.auth.login.mutate(…)` is remembered by its session and goes along with every later call.
 */
export function createTripmasterClient(options: ClientOptions): TripmasterClient {
  const session = 'session' in options ? options.session : createTripmasterSession(options);
  return createTRPCClient<AppRouter>({ links: tripmasterLinks(session, options) });
}
