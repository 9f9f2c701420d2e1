import { createTripmasterClient, createTripmasterSession } from '@tripmaster/client';
import type { GenerationEvent, Id, PlanEvent, TripRequestInput } from '@tripmaster/contracts';
import { mayBeSignedIn, onSignInElsewhere, sessionState, sessionUnknown, signedInAs, signedOut } from './session.ts';

/**
 * The one place that talks to the server, through the client everybody else gets too. Its session keeps the
 * access token in memory and renews it by the cookie; `session.ts` knows who that is.
 */
const session = createTripmasterSession({ baseUrl: window.location.origin, mode: 'cookie', onSessionEnded: signedOut });
/** Somebody who looks at a page is told what fails, rather than left with a button that is busy. */
const client = createTripmasterClient({ session, patienceMs: 6_000 });

type GenerationHandlers = {
  onData: (event: GenerationEvent) => void;
  onError: (error: Error) => void;
  onComplete: () => void;
  /** `connecting` while the connection is lost and being sought again; `pending` while it stands. */
  onConnectionStateChange?: (state: 'idle' | 'connecting' | 'pending') => void;
};

/** Follows a plan being made; without the events' ids, which the client itself needs to go on after a break. */
function generate(
  { lastEventId, ...request }: TripRequestInput & { lastEventId?: string | undefined },
  { onData, onError, onComplete, onConnectionStateChange }: GenerationHandlers,
): { unsubscribe: () => void } {
  return client.plans.generate.subscribe(
    { ...request, lastEventId },
    {
      onData: ({ data }) => onData(data),
      onError,
      onComplete,
      onConnectionStateChange: ({ state }) => onConnectionStateChange?.(state),
    },
  );
}

type ChangeHandlers = { onData: (event: PlanEvent) => void; onError: (error: Error) => void };

/** Follows what is changed of a plan after `version`, and who else has it open. */
function onChange({ id, version }: { id: Id; version: number }, { onData, onError }: ChangeHandlers): { unsubscribe: () => void } {
  return client.plans.onChange.subscribe({ id, lastEventId: String(version) }, { onData: ({ data }) => onData(data), onError });
}

export const api = {
  auth: client.auth,
  account: client.account,
  admin: client.admin,
  analytics: client.analytics,
  flags: client.flags,
  billing: client.billing,
  plans: {
    calendar: client.plans.calendar,
    preview: { mutate: (request: TripRequestInput) => client.plans.preview.mutate(request) },
    create: { mutate: (request: TripRequestInput) => client.plans.create.mutate(request) },
    generate: { subscribe: generate },
    onChange: { subscribe: onChange },
    get: client.plans.get,
    list: client.plans.list,
    stats: client.plans.stats,
    duplicate: client.plans.duplicate,
    delete: client.plans.delete,
    undelete: client.plans.undelete,
    setVisibility: client.plans.setVisibility,
    update: client.plans.update,
    replan: client.plans.replan,
    restore: client.plans.restore,
    import: client.plans.import,
    acceptImport: client.plans.acceptImport,
    history: client.plans.history,
    diff: client.plans.diff,
    relaxations: client.plans.relaxations,
    drafts: client.plans.drafts,
    share: client.plans.share,
    shared: client.plans.shared,
    members: client.plans.members,
    expenses: client.plans.expenses,
    bookingLinks: client.plans.bookingLinks,
    travellers: client.plans.travellers,
    files: client.plans.files,
    webhooks: client.plans.webhooks,
  },
  discover: client.discover,
  destinations: client.destinations,
};

/** A file of the server (`/plans/<id>.md`) with the session, whatever the status of the answer. */
export function fetchFile(path: string): Promise<Response> {
  return session.fetch(path);
}

/** What says who asks, for the rare request that can't be made by `fetchFile`. */
export function requestHeaders(): Promise<Record<string, string>> {
  return session.headers();
}

/** Drops a session that the server has ended with the account. */
export async function sessionGone(): Promise<void> {
  await session.clear();
  signedOut();
}

async function restore(): Promise<void> {
  try {
    if (await session.restore()) signedInAs(await client.account.me.query());
    else signedOut();
  } catch {
    // No answer is not a no: the next start asks again.
    if (sessionState().status === 'loading') sessionUnknown();
  }
}

/**
 * Somebody signed in in another tab, so there is a cookie, also when this tab's own session has ended before and
 * `restore` would not ask. Without an answer nothing changes: to say "signed out" would sign the other tab out.
 */
async function joinOtherTab(): Promise<void> {
  try {
    await session.renew();
    signedInAs(await client.account.me.query());
  } catch {
    // The next start asks again.
  }
}

/** Another provider's sign-in ends on this address: the server has set the session's cookie, this app knows nothing of it. */
function hasJustSignedIn(): boolean {
  const { pathname, search } = window.location;
  return pathname === '/sign-in' && new URLSearchParams(search).get('openid') === 'done';
}

/** Finds out who is signed in, once, at the start of the app. Resolves when that is known. */
export async function startSession(): Promise<void> {
  onSignInElsewhere(() => void joinOtherTab());
  if (mayBeSignedIn() || hasJustSignedIn()) await restore();
  else signedOut();
}

/** Brings who is signed in up to date, after something outside of the session changed the account or ended it. */
export async function refreshUser(): Promise<void> {
  if (sessionState().status !== 'signed-in') return;
  try {
    signedInAs(await client.account.me.query());
  } catch {
    // A session that has ended is told by the client itself; without an answer all stays as it was.
  }
}

/** Ends the session here even when the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await client.auth.logout.mutate();
  } catch {
    await session.clear();
  } finally {
    signedOut();
  }
}
