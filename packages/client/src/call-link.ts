import { TRPCClientError, type Operation, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { ONCE } from '../generated/codes.ts';
import type { AppRouter } from '../generated/router.ts';
import { codeOf } from './errors.ts';
import { delayBefore, isPassing, wait } from './retry.ts';
import { sessionIn, type TripmasterSession } from './session.ts';

/** Calls that make something new (a plan, a version of one), and that the server makes once however often they come with the same key. */
const CREATING: ReadonlySet<string> = new Set(ONCE);

/** Calls after which nobody is signed in here any more. */
const ENDING: ReadonlySet<string> = new Set(['auth.logout', 'account.delete']);

export type CallOptions = {
  /** How often a call is tried again after a failure that may pass; 3 when not given. */
  retries?: number;
  /** A failure is told rather than tried again where the server asks to wait longer than this; 30 seconds when not given. */
  patienceMs?: number;
  /** How often in a row a stream may break before it fails; 20 when not given. */
  reconnects?: number;
};

/** The `Idempotency-Key` of a call: its own (`context.idempotencyKey`), or the one `callLink` made. */
export function idempotencyKeyOf({ context }: Pick<Operation, 'context'>): string | undefined {
  const key = context['idempotencyKey'];
  return typeof key === 'string' ? key : undefined;
}

/**
 * Sees a call through: takes over the session of a sign-in, renews it when the token was refused, tries again
 * what may pass and may be repeated, and lets go at once when the caller does.
 */
export function callLink(session: TripmasterSession, { retries = 3, patienceMs, reconnects = 20 }: CallOptions = {}): TRPCLink<AppRouter> {
  return () =>
    ({ op: given, next }) =>
      observable((observer) => {
        const op =
          CREATING.has(given.path) && idempotencyKeyOf(given) === undefined
            ? { ...given, context: { ...given.context, idempotencyKey: newKey() } }
            : given;
        const over = new AbortController();
        const repeatable = op.type !== 'mutation' || idempotencyKeyOf(op) !== undefined;
        let subscription: { unsubscribe(): void } | undefined;
        let failures = 0;
        let breaks = 0;
        let renewed = false;
        let lastEventId: string | undefined;
        let taken: Promise<void> = Promise.resolve();

        const finish = (tell: () => void) => {
          if (over.signal.aborted) return;
          over.abort();
          op.signal?.removeEventListener('abort', onAbort);
          tell();
        };
        const fail = (error: unknown) => finish(() => observer.error(clientError(error)));
        const onAbort = () => {
          fail(op.signal?.reason ?? new DOMException('The call was aborted.', 'AbortError'));
          subscription?.unsubscribe();
        };

        const attempt = () => {
          if (over.signal.aborted) return;
          const generation = session.generation();
          const current = lastEventId === undefined ? op : { ...op, input: withLastEventId(op.input, lastEventId) };
          subscription = next(current).subscribe({
            next(envelope) {
              if (over.signal.aborted) return;
              const { result } = envelope;
              if (result.type === 'state') {
                breaks = result.error === null ? breaks : breaks + 1;
                // A named failure comes again and again: three are enough.
                if (result.error !== null && breaks >= (codeOf(result.error) === undefined ? reconnects : 3)) {
                  const { error } = result;
                  queueMicrotask(() => {
                    fail(error);
                    subscription?.unsubscribe();
                  });
                  return;
                }
              } else if (result.type === undefined || result.type === 'data') {
                breaks = 0;
                if (result.id !== undefined) lastEventId = result.id;
                if (op.path.startsWith('auth.') || ENDING.has(op.path)) taken = take(op.path, result.data);
              }
              if (op.type === 'subscription') return observer.next(envelope);
              // Whoever signed in may rely on it: the tokens are kept before the answer is given.
              taken = taken.then(() => finishWith(envelope), fail);
            },
            error: (failure) => void recover(failure, generation).catch(fail),
            complete: () => void taken.then(() => finish(() => observer.complete())),
          });
        };
        const finishWith = (envelope: Parameters<typeof observer.next>[0]) => {
          if (!over.signal.aborted) observer.next(envelope);
        };

        const recover = async (error: unknown, generation: number): Promise<void> => {
          const code = codeOf(error);
          if (code === 'unauthenticated' && !renewed && op.path !== 'auth.refresh' && session.canRenew()) {
            renewed = true;
            // Somebody else may have renewed it since this call went out.
            if (generation === session.generation()) await renew(error);
            return attempt();
          }
          if (code === 'session-ended' && op.path !== 'auth.refresh') await session.endOf(generation);
          const delay = repeatable && failures < retries && isPassing(error) ? delayBefore(failures, error, { patienceMs }) : undefined;
          if (delay === undefined) throw error;
          failures += 1;
          await wait(delay, over.signal);
          attempt();
        };

        const renew = async (refused: unknown): Promise<void> => {
          const known = session.signedIn;
          try {
            await session.renew();
          } catch (failure) {
            // Nobody was signed in: that is what the caller has to know, not that no session could be renewed.
            throw !known && codeOf(failure) === 'session-ended' ? refused : failure;
          }
        };

        const take = async (path: string, data: unknown): Promise<void> => {
          const started = sessionIn(data);
          if (started !== undefined) await session.accept(started);
          if (ENDING.has(path)) await session.clear();
        };

        if (op.signal?.aborted === true) onAbort();
        else op.signal?.addEventListener('abort', onAbort, { once: true });
        attempt();
        return () => {
          over.abort();
          op.signal?.removeEventListener('abort', onAbort);
          subscription?.unsubscribe();
        };
      });
}

function withLastEventId(input: unknown, lastEventId: string): unknown {
  return typeof input === 'object' && input !== null ? { ...input, lastEventId } : { lastEventId };
}

function clientError(error: unknown): TRPCClientError<AppRouter> {
  return TRPCClientError.from(error instanceof Error || (typeof error === 'object' && error !== null) ? error : new Error(String(error)));
}

function newKey(): string {
  return typeof crypto !== 'undefined' && 'randomUUID' in crypto
    ? crypto.randomUUID()
    : `${Date.now()}-${Math.random().toString(36).slice(2)}-${Math.random().toString(36).slice(2)}`;
}
