import type { Session } from '../generated/router.ts';
import { codeOf, errorOf, property, toClientError } from './errors.ts';
import { delayBefore, isPassing, wait } from './retry.ts';
import { memoryStore, type TokenStore } from './tokens.ts';

/** An access token is renewed this long before it ends. */
const EARLY_MS = 30_000;
/** A token just received is used even when this machine's clock calls it old. */
const FRESH_MS = 60_000;
const RENEWALS = 3;

export type SessionOptions = {
  /** Address of the server, such as `https://trips.example`. */
  baseUrl: string;
  fetch?: typeof fetch;
  /**
   * `token`: the refresh token comes in the answer and is kept in `tokens`; the way of scripts and servers.
   * `cookie`: the browser keeps it in a cookie no script can read. Default: `cookie` in a page, else `token`.
   */
  mode?: 'cookie' | 'token';
  /** An API token, for scripts that nobody signs in to: goes along with every call, is never renewed. */
  apiToken?: string;
  /** Where tokens are kept in `token` mode; in memory when not given. */
  tokens?: TokenStore;
  /** Told when the server ended the session (signed out elsewhere, expired, revoked). */
  onSessionEnded?: () => void;
  /** The time in milliseconds; for tests. */
  now?: () => number;
};

export type TripmasterSession = ReturnType<typeof createTripmasterSession>;

/** Who is signed in: holds the tokens, sends them along and renews them, once however many calls are waiting. */
export function createTripmasterSession(options: SessionOptions) {
  const { onSessionEnded, apiToken, now = Date.now } = options;
  const send: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const mode = options.mode ?? (typeof document === 'undefined' ? 'token' : 'cookie');
  const store = (mode === 'token' ? options.tokens : undefined) ?? memoryStore();
  const listeners = new Set<(signedIn: boolean) => void>();
  let kept: Session | undefined;
  let receivedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  let renewing: Promise<void> | undefined;
  let generation = 0;
  /** In a page there may be a cookie that no script sees; this is known only once the server was asked. */
  let mayHaveCookie = mode === 'cookie';

  function tell(before: boolean): void {
    if (before !== (kept !== undefined)) for (const listener of listeners) listener(kept !== undefined);
  }

  async function readStore(): Promise<void> {
    const before = generation;
    const stored = await store.read();
    // Who signed in or out meanwhile knows better.
    if (generation === before) kept = stored;
  }

  function load(): Promise<void> {
    loading ??= readStore();
    return loading;
  }

  async function accept(session: Session): Promise<void> {
    loading ??= Promise.resolve();
    const before = kept !== undefined;
    kept = session;
    receivedAt = now();
    generation += 1;
    mayHaveCookie = mode === 'cookie';
    await store.write(session);
    tell(before);
  }

  async function clear(): Promise<void> {
    loading ??= Promise.resolve();
    const before = kept !== undefined;
    kept = undefined;
    generation += 1;
    mayHaveCookie = false;
    await store.clear();
    tell(before);
  }

  async function end(): Promise<void> {
    const known = kept !== undefined;
    await clear();
    if (known) onSessionEnded?.();
  }

  /** True when another program has renewed the session that this one has in memory. */
  async function adopt(): Promise<boolean> {
    const stored = mode === 'token' ? await store.read() : undefined;
    if (stored === undefined || stored.refreshToken === kept?.refreshToken) return false;
    kept = stored;
    receivedAt = Number.NEGATIVE_INFINITY;
    generation += 1;
    return Date.parse(stored.accessTokenExpiresAt) - now() > EARLY_MS;
  }

  async function askForTokens(): Promise<Session> {
    const refreshToken = kept?.refreshToken;
    const response = await send(`${baseUrl}/trpc/auth.refresh`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json', ...own() },
      body: JSON.stringify(refreshToken === undefined ? {} : { refreshToken }),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const shape = errorOf(body);
    if (shape !== undefined) throw toClientError(shape);
    const session = property(property(property(body, 'result'), 'data'), 'session');
    if (!isSession(session)) throw Object.assign(new Error('The session could not be renewed.'), { meta: { response } });
    return session;
  }

  async function renewNow(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (await adopt()) return;
      try {
        return await accept(await askForTokens());
      } catch (error) {
        const code = codeOf(error);
        if (code === 'session-ended' || code === 'unauthenticated') {
          await end();
          throw error;
        }
        const delay = code === 'refresh-raced' ? 150 + Math.random() * 300 : isPassing(error) ? delayBefore(attempt, error) : undefined;
        if (delay === undefined || attempt === (code === 'refresh-raced' ? 2 : RENEWALS)) throw error;
        await wait(delay);
      }
    }
  }

  /** Renews the session; all who ask while it is under way get the same answer. Tabs of a browser take turns. */
  function renew(): Promise<void> {
    renewing ??= (
      mode === 'cookie' && typeof navigator !== 'undefined' && 'locks' in navigator
        ? navigator.locks.request('tripmaster-session', renewNow)
        : renewNow()
    ).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function accessToken(): Promise<string | undefined> {
    if (apiToken !== undefined) return apiToken;
    await load();
    if (kept === undefined) return undefined;
    const ending = Date.parse(kept.accessTokenExpiresAt) - now() < EARLY_MS && Math.abs(now() - receivedAt) > FRESH_MS;
    // When it can't be renewed just now the old one goes along, and the server decides.
    if (ending) await renew().catch(() => undefined);
    return kept?.accessToken;
  }

  /** Headers that say which kind of client this is. */
  function own(): Record<string, string> {
    return mode === 'token' ? { 'x-client': 'token' } : {};
  }

  async function headers(): Promise<Record<string, string>> {
    const token = await accessToken();
    return { ...own(), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  }

  return {
    baseUrl,
    mode,
    accept,
    clear,
    headers,
    renew,
    accessToken,
    send,
    /** Counts the changes of the session: who saw an older number saw another session's tokens. */
    generation: () => generation,
    /** Ends the session here, when it is still the one of that number, and tells `onSessionEnded`. */
    endOf: async (seen: number) => (seen === generation ? end() : undefined),
    canRenew: () => apiToken === undefined && (mayHaveCookie || kept?.refreshToken !== undefined),
    /** Whether somebody is signed in, as far as is known here. */
    get signedIn() {
      return apiToken !== undefined || kept !== undefined;
    },
    /** Signs in again from the cookie or the store; false when there is nobody. Throws when the server can't be reached. */
    async restore(): Promise<boolean> {
      if (apiToken !== undefined) return true;
      await load();
      if (kept === undefined && mayHaveCookie) {
        try {
          await renew();
        } catch (error) {
          if (codeOf(error) === undefined || isPassing(error)) throw error;
        }
      }
      return kept !== undefined;
    },
    /** Calls `listener` whenever somebody signs in or out; gives a function that ends this. */
    onChange(listener: (signedIn: boolean) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /**
     * `fetch` with the session: `path` on the server, such as `/plans/<id>.md`. Renews once when the token was
     * refused. Gives the response whatever its status.
     */
    async fetch(path: string, init: RequestInit = {}): Promise<Response> {
      const url = new URL(path, `${baseUrl}/`);
      // Tokens go to our own server only.
      if (url.origin !== new URL(baseUrl).origin) throw new TypeError('session.fetch is for paths of the server');
      const once = async () => {
        const all = new Headers(init.headers);
        for (const [name, value] of Object.entries(await headers())) all.set(name, value);
        return send(url.href, { credentials: 'include', ...init, headers: all });
      };
      const response = await once();
      if (response.status !== 401 || kept === undefined) return response;
      const shape = errorOf(
        await response
          .clone()
          .json()
          .catch(() => undefined),
      );
      if (shape?.data.code !== 'unauthenticated') return response;
      return renew().then(once, () => response);
    },
  };
}

function isSession(value: unknown): value is Session {
  return typeof property(value, 'accessToken') === 'string' && typeof property(value, 'accessTokenExpiresAt') === 'string';
}

/** The session inside a sign-in's answer. */
export function sessionIn(data: unknown): Session | undefined {
  const session = property(data, 'session');
  return isSession(session) ? session : undefined;
}
