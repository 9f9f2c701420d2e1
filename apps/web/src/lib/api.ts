import {
  destinationHit,
  generationEvent,
  loggedIn,
  newId,
  page,
  plan,
  planPreview,
  planSummary,
  publicPlanSummary,
  registered,
  type Session,
  session as sessionSchema,
  user as userSchema,
} from '@tripmaster/contracts';
import { createTRPCUntypedClient, httpBatchLink, httpLink, httpSubscriptionLink, retryLink, splitLink } from '@trpc/client';
import type { Api, Mutation, Query, Subscription } from './api-types.ts';
import { EventStream } from './event-stream.ts';
import { type Failure, readFailure } from './failure.ts';
import { dropToken, freshToken, keepToken, leftSignedOut, sessionState, sessionUnknown, signedInAs, signedOut } from './session.ts';

/**
 * The one place that talks to the server. Everything else calls `api.plans.get.query(…)` and the like, or
 * the query options of `queries.ts`. To be built on `@tripmaster/client` once that is generated.
 */
const URL_BASE = '/trpc';
const SIGNED_OUT_CODES: ReadonlySet<Failure['code']> = new Set(['unauthenticated', 'session-ended']);

async function authorization(): Promise<Record<string, string>> {
  const token = await accessToken();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

const client = createTRPCUntypedClient({
  links: [
    // A token that the server no longer takes is dropped; the second attempt asks for a new one.
    retryLink({
      retry: ({ error, attempts, op }) => {
        if (attempts > 1 || op.path.startsWith('auth.') || sessionState().status === 'signed-out' || !SIGNED_OUT_CODES.has(readFailure(error).code)) return false;
        dropToken();
        return true;
      },
    }),
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url: URL_BASE, EventSource: EventStream, eventSourceOptions: { headers: authorization } }),
      false: splitLink({
        condition: ({ type }) => type === 'mutation',
        true: httpLink({
          url: URL_BASE,
          headers: async ({ op }) => {
            const key = op.context['idempotencyKey'];
            return { ...(await authorization()), ...(typeof key === 'string' && { 'idempotency-key': key }) };
          },
        }),
        false: httpBatchLink({ url: URL_BASE, headers: authorization, maxURLLength: 4_000 }),
      }),
    }),
  ],
});

/** Without the access token, which may be the very thing that is missing. */
const refreshClient = createTRPCUntypedClient({ links: [httpLink({ url: URL_BASE })] });

let refreshing: Promise<string | undefined> | undefined;

/** The access token, renewed when it is spent; undefined when nobody is signed in. */
async function accessToken(): Promise<string | undefined> {
  const fresh = freshToken();
  if (fresh !== undefined || sessionState().status === 'signed-out') return fresh;
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refresh(retried = false): Promise<string | undefined> {
  try {
    const answer = await refreshClient.mutation('auth.refresh', {});
    const renewed = refreshed(answer);
    keepToken(renewed);
    return renewed.accessToken;
  } catch (error) {
    const { code } = readFailure(error);
    if (code === 'refresh-raced' && !retried) {
      // Another tab was first; its new cookie is ours too.
      await new Promise((done) => setTimeout(done, 250));
      return refresh(true);
    }
    if (SIGNED_OUT_CODES.has(code)) signedOut();
    else if (sessionState().status === 'loading') sessionUnknown();
    return undefined;
  }
}

function refreshed(answer: unknown): Session {
  if (typeof answer === 'object' && answer !== null && 'session' in answer) return sessionSchema.parse(answer.session);
  throw new TypeError('auth.refresh answered without a session');
}

/** Finds out who is signed in, once, at the start of the app. Resolves when the session is known. */
export async function startSession(): Promise<void> {
  if (leftSignedOut()) return signedOut();
  if ((await accessToken()) === undefined) return;
  try {
    signedInAs(await api.account.me.query(undefined));
  } catch {
    if (sessionState().status === 'loading') sessionUnknown();
  }
}

/** Ends the session here even when the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await api.auth.logout.mutate(undefined);
  } finally {
    signedOut();
  }
}

type Reader<Out> = { parse: (value: unknown) => Out };
const anything: Reader<unknown> = { parse: (value) => value };

function query<In, Out>(path: string, output: Reader<Out>): Query<In, Out> {
  return { query: async (input, options) => output.parse(await client.query(path, input, options)) };
}

function mutation<In, Out>(path: string, output: Reader<Out>): Mutation<In, Out> {
  // Doing a thing twice is harmless to the server when both carry one key.
  const context = () => (path.startsWith('plans.') ? { context: { idempotencyKey: newId() } } : {});
  return { mutate: async (input, options) => output.parse(await client.mutation(path, input, { ...options, ...context() })) };
}

function subscription<In, Out>(path: string, output: Reader<Out>): Subscription<In, Out> {
  return {
    subscribe: (input, { onData, onError, onComplete, onConnectionStateChange }) =>
      client.subscription(path, input, {
        onData: (value) => onData(output.parse(untracked(value))),
        onError,
        onComplete,
        onConnectionStateChange: ({ state }) => onConnectionStateChange?.(state),
      }),
  };
}

/** The payload of an event that may carry its id beside it (`tracked` on the server). */
function untracked(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value && 'data' in value ? value.data : value;
}

const destinations = page(destinationHit).or(destinationHit.array());

export const api: Api = {
  auth: {
    register: mutation('auth.register', registered),
    login: mutation('auth.login', loggedIn),
    logout: mutation('auth.logout', anything),
    refresh: mutation('auth.refresh', { parse: (answer) => ({ session: refreshed(answer) }) }),
  },
  account: { me: query('account.me', userSchema) },
  plans: {
    preview: mutation('plans.preview', planPreview),
    create: mutation('plans.create', plan),
    generate: subscription('plans.generate', generationEvent),
    get: query('plans.get', plan),
    list: query('plans.list', page(planSummary)),
    delete: mutation('plans.delete', anything),
    undelete: mutation('plans.undelete', anything),
    setVisibility: mutation('plans.setVisibility', anything),
  },
  discover: { list: query('discover.list', page(publicPlanSummary)) },
  destinations: {
    search: query('destinations.search', {
      parse: (answer) => {
        const found = destinations.parse(answer);
        return Array.isArray(found) ? found : found.items;
      },
    }),
  },
};
