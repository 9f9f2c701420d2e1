import { MOST_EVENTS, newId, type ClientEvent, type ClientEventName, type CountingMode } from '@tripmaster/contracts';
import { useSyncExternalStore } from 'react';
import { api, requestHeaders } from './api.ts';
import { onSessionChange, sessionState } from './session.ts';

/** What is seen goes out together, so long after the first of it. */
const LATER_MS = 2_000;
/** Whether the person has said yes or no to being counted; asked for only where the server wants a yes. */
const ANSWER = 'tripmaster.counted';

type Answer = 'yes' | 'no' | undefined;
type More = Omit<ClientEvent, 'id' | 'name' | 'at' | 'timeZone'>;

let state: { mode: CountingMode | undefined; answer: Answer } = { mode: undefined, answer: undefined };
let following = false;
let ready: Promise<void> = Promise.resolve();
let waiting: ClientEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(next: Partial<typeof state>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function readAnswer(): Answer {
  try {
    const kept = localStorage.getItem(ANSWER);
    return kept === 'yes' || kept === 'no' ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the browser asks not to be counted: then nothing is, not even whether this server counts. */
function asksNotTo(): boolean {
  return navigator.doNotTrack === '1' || ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);
}

/** Resolves once somebody looks at the page: what is loaded ahead may never be seen. */
async function lookedAt(): Promise<void> {
  if ('prerendering' in document && document.prerendering === true)
    await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }));
}

/** When the page has nothing better to do. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: LATER_MS });
    else setTimeout(resolve, LATER_MS);
  });
}

/**
 * Begins to count what is seen here, for the operator of this server: without a cookie, under no name. It never holds up
 * a page, and what can't be told is lost without a word.
 */
export async function startCounting(sessionReady: Promise<void>): Promise<void> {
  if (asksNotTo()) return;
  following = true;
  ready = sessionReady;
  change({ answer: readAnswer() });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
  await Promise.all([sessionReady, lookedAt(), idle()]);
  try {
    const { mode } = await api.analytics.settings.query();
    change({ mode });
  } catch {
    stop();
    return;
  }
  if (state.mode === 'off') return stop();
  if (state.mode === 'consent') {
    onSessionChange(() => void tellAccount().catch(() => undefined));
    await tellAccount().catch(() => undefined);
  }
  flush();
}

function stop(): void {
  following = false;
  waiting = [];
}

/** Notes that something happened. Nothing goes out before it is known whether it may. */
export function saw(name: ClientEventName, more: More = {}): void {
  const refused = state.mode === 'consent' && state.answer === 'no';
  if (!following || refused || waiting.length >= MOST_EVENTS) return;
  waiting.push({ id: newId(), name, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...more });
  timer ??= setTimeout(flush, LATER_MS);
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const { mode, answer } = state;
  if (mode === undefined || (mode === 'consent' && answer !== 'yes')) return;
  const events = waiting;
  waiting = [];
  if (events.length > 0) void send(events, mode === 'consent');
}

async function send(events: ClientEvent[], consent: boolean): Promise<void> {
  try {
    await ready;
    await fetch('/trpc/analytics.track', {
      method: 'POST',
      // The page may be on its way out.
      keepalive: true,
      credentials: 'omit',
      headers: { ...(await requestHeaders()), 'content-type': 'application/json' },
      body: JSON.stringify(consent ? { events, consent } : { events }),
    });
  } catch {
    // Not counted; the page goes on.
  }
}

/** Takes a yes that was said before signing in over to the account, where it has none of its own. */
async function tellAccount(): Promise<void> {
  if (state.answer !== 'yes' || sessionState().status !== 'signed-in') return;
  const { counted } = await api.account.analytics.get.query();
  if (counted === undefined) await api.account.analytics.set.mutate({ counted: true });
}

/** Says yes or no to being counted, for this browser and whoever is signed in with it. */
export function answerCounting(yes: boolean): void {
  try {
    localStorage.setItem(ANSWER, yes ? 'yes' : 'no');
  } catch {
    // Known for this visit only where storage is blocked.
  }
  change({ answer: yes ? 'yes' : 'no' });
  if (!yes) waiting = [];
  flush();
  if (sessionState().status === 'signed-in') void api.account.analytics.set.mutate({ counted: yes }).catch(() => undefined);
}

/** `ask`: the server counts nobody without a yes, and this person has not answered yet. */
export function useCounting(): { ask: boolean; answer: Answer; mode: CountingMode | undefined } {
  const { mode, answer } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
  return { ask: mode === 'consent' && answer === undefined, answer, mode };
}
