import { isDeepStrictEqual } from 'node:util';
import { AppError, newId, toInstant, type ErrorCode, type PlanDraft, type TripRequest } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import { toAppError, type Actor, type PersonalEntry } from '@tripmaster/rpc';
import type { PlansService } from '../plans/plans.service.ts';
import type { DraftRow, DraftsRepo } from './drafts.repo.ts';

/** More than these a person does not come back to; the oldest go. */
const MOST_DRAFTS = 20;
/** Failures that say nothing about the request. */
const NOT_THEIRS: ReadonlySet<ErrorCode> = new Set(['internal', 'unavailable']);

type Create = PlansService['create'];
type Deps = { db: Database; repo: DraftsRepo; now: () => number };

/** Requests that failed for no fault of their own, kept so that nothing a traveller typed is lost. */
export function draftsService({ db, repo, now }: Deps) {
  const sameAs = (request: TripRequest) => (row: DraftRow) => isDeepStrictEqual(row.request, request);

  /** Keeps a request once, however often it fails. Gives the draft's id. */
  async function keep(userId: string, request: TripRequest, reason: string): Promise<string> {
    const id = newId(now());
    const plain = asStored(request);
    await db.write(async (tx) => {
      const rows = await repo.ofUser(tx, { userId });
      const same = rows.filter(sameAs(plain));
      const old = rows.filter((row) => !same.includes(row)).slice(MOST_DRAFTS - 1);
      await repo.remove(
        tx,
        userId,
        [...same, ...old].map((row) => row.id),
      );
      await repo.add(tx, { id, userId, request: plain, reason, createdAt: now() });
    });
    return id;
  }

  /** A request that became a plan after all is a draft no longer. */
  async function settle(userId: string, request: TripRequest): Promise<void> {
    const plain = asStored(request);
    const same = (await repo.ofUser(db.read, { userId })).filter(sameAs(plain)).map(({ id }) => id);
    if (same.length > 0) await db.write((tx) => repo.remove(tx, userId, same));
  }

  const running = new Set<Promise<void>>();

  /** What became of a failed request: the error to give, with the draft's id where it was kept. */
  async function kept(actor: Actor, request: TripRequest, error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const failure = toAppError(error);
    const aborted = signal?.aborted === true;
    if (!aborted && !NOT_THEIRS.has(failure.code)) return error;
    const reason = aborted && failure.code === 'internal' ? 'aborted' : failure.code;
    // Where the database itself is away nothing can be kept, and the first failure is the one to tell.
    const draftId = await keep(actor.userId, request, reason).catch(() => undefined);
    if (draftId === undefined) return error;
    return new AppError(failure.code, { ...failure.details, draftId }, failure.message, { cause: error });
  }

  return {
    /** The same `create`, which keeps the request as a draft whenever it fails for no fault of the request. */
    keeping(create: Create): Create {
      return (actor, request, options) => {
        const work = (async () => {
          try {
            const plan = await create(actor, request, options);
            // The plan is there: a draft too many is no reason to say it failed.
            await settle(actor.userId, request).catch(() => undefined);
            return plan;
          } catch (error) {
            throw await kept(actor, request, error, options?.signal);
          }
        })();
        const ended = work.then(
          () => undefined,
          () => undefined,
        );
        running.add(ended);
        void ended.then(() => running.delete(ended));
        return work;
      };
    },

    /** Resolves when nothing is under way that could still leave a draft. */
    async settled(): Promise<void> {
      await Promise.all(running);
    },

    async list(actor: Actor): Promise<{ items: PlanDraft[] }> {
      const rows = await repo.ofUser(db.read, { userId: actor.userId });
      return { items: rows.map(({ id, request, reason, createdAt }) => ({ id, request, reason, createdAt: toInstant(createdAt) })) };
    },

    async remove(actor: Actor, id: string): Promise<{ id: string }> {
      if ((await db.write((tx) => repo.remove(tx, actor.userId, [id]))) === 0) throw new AppError('not-found');
      return { id };
    },

    /** For the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const { userId: _owner, createdAt, ...entry } of await repo.ofUser(db.read, { userId }))
        yield { section: 'drafts', entry: { ...entry, createdAt: toInstant(createdAt) } };
    },
  };
}

/** A request as it will be read again: without fields that hold nothing. */
function asStored(request: TripRequest): TripRequest {
  return JSON.parse(JSON.stringify(request));
}

export type DraftsService = ReturnType<typeof draftsService>;
