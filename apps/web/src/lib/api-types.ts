import type {
  DestinationHit,
  GenerationEvent,
  Id,
  Plan,
  PlanPreview,
  PlanSummary,
  PublicPlanSummary,
  Session,
  TripRequestInput,
  User,
  Visibility,
} from '@tripmaster/contracts';

/**
 * The calls this app makes, in the shape the generated client has (`api.plans.get.query(…)`), written by
 * hand until `@tripmaster/client` is built. Replacing it is a change in `api.ts` only.
 */
export type CallOptions = { signal?: AbortSignal };
export type Query<In, Out> = { query: (input: In, options?: CallOptions) => Promise<Out> };
export type Mutation<In, Out> = { mutate: (input: In, options?: CallOptions) => Promise<Out> };

export type SubscriptionHandlers<Out> = {
  onData: (value: Out) => void;
  onError: (error: Error) => void;
  onComplete: () => void;
  /** `connecting` while the connection is lost and being sought again; `pending` while it stands. */
  onConnectionStateChange?: (state: 'idle' | 'connecting' | 'pending') => void;
};
export type Subscription<In, Out> = { subscribe: (input: In, handlers: SubscriptionHandlers<Out>) => { unsubscribe: () => void } };

export type Page<Item> = { items: Item[]; nextCursor?: string | undefined };
export type PageInput = { cursor?: string; limit?: number };
export type When = 'upcoming' | 'past' | 'all';
export type PlanListInput = PageInput & { search?: string; sort?: 'created' | 'start' | 'title'; when?: When };
export type DiscoverInput = PageInput & { destination?: string };

export type SignedIn = { status: 'signed-in'; user: User; session: Session };
export type Registered = SignedIn | { status: 'verify-email' };
export type LoggedIn = SignedIn | { status: 'second-factor'; challenge: string; methods: ('totp' | 'recovery-code' | 'passkey')[] };
export type RegisterInput = { email: string; password: string; name?: string; locale?: string; timeZone?: string; country?: string };
export type LoginInput = { email: string; password: string };

export type Api = {
  auth: {
    register: Mutation<RegisterInput, Registered>;
    login: Mutation<LoginInput, LoggedIn>;
    logout: Mutation<undefined, unknown>;
    refresh: Mutation<{ refreshToken?: string }, { session: Session }>;
  };
  account: { me: Query<undefined, User> };
  plans: {
    preview: Mutation<TripRequestInput, PlanPreview>;
    create: Mutation<TripRequestInput, Plan>;
    generate: Subscription<TripRequestInput, GenerationEvent>;
    get: Query<{ id: Id }, Plan>;
    list: Query<PlanListInput, Page<PlanSummary>>;
    delete: Mutation<{ id: Id }, unknown>;
    undelete: Mutation<{ id: Id }, unknown>;
    setVisibility: Mutation<{ id: Id; visibility: Visibility }, unknown>;
  };
  discover: { list: Query<DiscoverInput, Page<PublicPlanSummary>> };
  destinations: { search: Query<{ q: string; limit?: number }, DestinationHit[]> };
};
