import {
  AppError,
  fold,
  newId,
  type Destination,
  type GenerationEvent,
  type Place,
  type Plan,
  type PlanDocument,
  type PlanPreview,
  type PlanSummary,
  type TripRequest,
  type Visibility,
} from '@tripmaster/contracts';
import { UniqueViolation, type Database, type Reader } from '@tripmaster/db';
import type { Actor, Audit, PersonalEntry } from '@tripmaster/rpc';
import { isOpen, roleOn, type PlanAccess } from '../access/access.ts';
import { inBatches } from '../batches.ts';
import type { Payer } from '../itinerary/types.ts';
import type { CountAct } from './count.ts';
import { columnsOf, readDocument, readIfSound, readerOf, toPlan, toPreview, toSummary, writeDocument } from './document.ts';
import { forStrangers } from './for-others.ts';
import { claimOf, claimOnce, earlierResult, type Claim } from './idempotency.ts';
import type { VersionsRepo } from '../versions/versions.repo.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import type { PlansRepo } from './plans.repo.ts';
import type { Tell } from '../webhooks/tell.ts';

/** What a plan is made again around, which may have begun: its cities, the nights that stay, places that are not to be proposed. */
export type Again = {
  destinations: readonly Destination[];
  nights: readonly { date: string; place: Place }[];
  avoid: (place: Place) => boolean;
};

/** Makes a checked plan of a request; `onEvent` hears of the progress and of each day as it is ready. */
export type PlanMaker = (
  request: TripRequest,
  options: {
    signal?: AbortSignal | undefined;
    onEvent?: (event: GenerationEvent) => void;
    /** Whose the plan will be, for what a model costs. */
    payer?: Payer;
    quick?: boolean;
    again?: Again;
  },
) => Promise<PlanDocument>;

const DAY_MS = 86_400_000;
const DELETED_KEPT_MS = 30 * DAY_MS;
const PURGE_BATCH = 500;
const EXPORT_BATCH = 50;

type CreateOptions = {
  id?: string;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  onEvent?: (event: GenerationEvent) => void;
  /** Whether whoever asked is not there any more when the plan is saved: a mail tells them then. */
  hasLeft?: () => boolean;
};

type Deps = {
  db: Database;
  repo: PlansRepo;
  access: PlanAccess;
  versions: Pick<VersionsRepo, 'allOf'>;
  audit: Audit;
  make: PlanMaker;
  tell: Tell;
  notices: Pick<NoticesService, 'ready'>;
  count: CountAct;
  now: () => number;
};

export function plansService({ db, repo, access, versions, audit, make, tell, notices, count, now }: Deps) {
  /** Throws `not-found` alike for a missing plan and somebody else's. */
  async function owned(reader: Reader, actor: Actor, id: string) {
    const row = await repo.ofOwner(reader, actor.userId, id);
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  async function get(actor: Actor | undefined, id: string): Promise<Plan> {
    const [found] = await repo.withDocument(db.read, { id, userId: actor?.userId ?? '' });
    if (found === undefined) throw new AppError('not-found');
    const { plan, member, ownerName } = found;
    const role = roleOn(plan, member, actor);
    if (role === undefined && !isOpen(plan)) throw new AppError('not-found');
    const document = readDocument(found.document);
    return role === undefined
      ? forStrangers(toPlan(plan, document), { ownerName, showsDates: plan.showsDates })
      : toPlan(plan, document, readerOf(role, ownerName));
  }

  async function* formerVersions(planId: string): AsyncGenerator<PersonalEntry> {
    let after = 0;
    for (;;) {
      const rows = await versions.allOf(db.read, planId, after, EXPORT_BATCH);
      for (const { document, authorId: _authorId, ...entry } of rows)
        yield { section: 'planVersions', entry: { ...entry, ...exported(document) } };
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.version;
    }
  }

  /** Stores a plan once it is made. With a claim any number of calls, even at once, make one plan. */
  async function keep(
    actor: Actor,
    id: string,
    makeDocument: () => Promise<PlanDocument>,
    claim: Claim | undefined,
    act: 'plan-made' | 'plan-imported',
    hasLeft = () => false,
  ): Promise<Plan> {
    const known = await earlierResult(repo, db.read, actor, claim);
    if (known !== undefined) return get(actor, known);
    const document = await makeDocument();
    const at = now();
    const row = { id, ownerId: actor.userId, now: at, ...columnsOf(document) };
    const text = writeDocument(document);
    const other = await db
      .write(async (tx) => {
        const earlier = await claimOnce(repo, tx, actor, claim, { id, at });
        if (earlier !== undefined) return earlier;
        await repo.add(tx, row);
        await repo.addDocument(tx, { id, document: text });
        await tell(tx, row, 'plan.created', { version: 1 });
        await count(tx, actor, act, document);
        if (hasLeft()) await notices.ready(tx, row);
        return undefined;
      })
      .catch((error: unknown) => {
        // Only a caller that names the id itself can meet one that is taken.
        throw error instanceof UniqueViolation ? new AppError('not-found', {}, undefined, { cause: error }) : error;
      });
    return other === undefined
      ? toPlan({ id, version: 1, visibility: 'private', createdAt: at, updatedAt: at }, document, { role: 'owner' })
      : get(actor, other);
  }

  return {
    get,

    /** What is stored of a plan, as it is: for who is on it, where it can't be read any more. */
    async stored(actor: Actor, id: string): Promise<string> {
      const [found] = await repo.withDocument(db.read, { id, userId: actor.userId });
      if (found === undefined || roleOn(found.plan, found.member, actor) === undefined) throw new AppError('not-found');
      return found.document;
    },

    /** Every plan a person has, deleted ones too, with all that is kept of it and of what it was; for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const all = inBatches(
        (after, limit) => repo.allOfOwner(db.read, userId, after, limit),
        ({ plan }) => plan.id,
        EXPORT_BATCH,
      );
      for await (const { plan, document } of all) {
        const { searchText: _searchText, ...entry } = plan;
        yield { section: 'plans', entry: { ...entry, ...exported(document) } };
        if (plan.version > 1) yield* formerVersions(plan.id);
      }
    },

    /** The person's own plan of this id; `undefined` when no plan has it, `not-found` when somebody else's has. */
    async saved(actor: Actor, id: string): Promise<Plan | undefined> {
      const row = await repo.byId(db.read, id);
      if (row === undefined) return undefined;
      if (row.ownerId !== actor.userId) throw new AppError('not-found');
      return get(actor, id);
    },

    /** Removes for good what was deleted 30 days ago, and keys of creating calls after a day. */
    async purge(): Promise<void> {
      while ((await db.write((tx) => repo.purge(tx, now() - DELETED_KEPT_MS, PURGE_BATCH))) === PURGE_BATCH);
      await db.write((tx) => repo.purgeKeys(tx, now() - DAY_MS));
    },

    /** Makes and stores a plan. With an idempotency key any number of calls, even at once, make one plan. */
    async create(
      actor: Actor,
      request: TripRequest,
      { id = newId(now()), idempotencyKey, signal, onEvent, hasLeft }: CreateOptions = {},
    ): Promise<Plan> {
      const claim = claimOf(idempotencyKey, request);
      return keep(
        actor,
        id,
        () =>
          make(request, {
            signal,
            payer: { userId: actor.userId, unnamed: actor.unnamed, planId: id },
            ...(onEvent === undefined ? {} : { onEvent }),
          }),
        claim,
        'plan-made',
        hasLeft,
      );
    },

    keep,

    /** A teaser for people who have not signed in; nothing is stored. */
    async preview(request: TripRequest, signal: AbortSignal | undefined): Promise<PlanPreview> {
      return toPreview(await make(request, { signal, quick: true }));
    },

    /** Deletes for 30 days: `undelete` brings it back as a private plan. Deleting twice is deleting once. */
    async remove(actor: Actor, id: string): Promise<{ id: string }> {
      await db.write(async (tx) => {
        const row = await owned(tx, actor, id);
        if (row.deletedAt !== null) return;
        await repo.setDeleted(tx, id, now());
        await tell(tx, row, 'plan.deleted');
      });
      return { id };
    },

    async undelete(actor: Actor, id: string): Promise<PlanSummary> {
      return db.write(async (tx) => {
        const row = await owned(tx, actor, id);
        if (row.deletedAt !== null) await repo.setDeleted(tx, id, null);
        return toSummary({ ...row, deletedAt: null, ...(row.deletedAt === null ? {} : { visibility: 'private' }) }, { role: 'owner' });
      });
    },

    /** Says who may read a plan and, where `showDates` is given, whether those who are not on the trip see its exact dates. */
    async setVisibility(
      actor: Actor,
      { id, visibility, showDates }: { id: string; visibility: Visibility; showDates?: boolean | undefined },
    ): Promise<PlanSummary> {
      return db.write(async (tx) => {
        const { plan: row } = await access.find(tx, actor, id, 'owner');
        const showsDates = showDates ?? row.showsDates;
        if (row.visibility === visibility && row.showsDates === showsDates) return toSummary(row, { role: 'owner' });
        if (row.showsDates !== showsDates) await repo.setShowsDates(tx, id, showsDates);
        if (row.visibility !== visibility) await repo.setVisibility(tx, id, visibility, row.destinations.map(fold), now());
        await audit.record(tx, {
          action: 'plan.visibility-set',
          actor: actor.auditRef,
          subject: actor.auditRef,
          detail: { plan: id, from: row.visibility, to: visibility, showsDates },
        });
        if (visibility !== 'private') await tell(tx, row, 'plan.shared', { visibility });
        if (visibility !== 'private' && row.visibility !== visibility) await count(tx, actor, 'plan-shared');
        return toSummary({ ...row, visibility }, { role: 'owner' });
      });
    },
  };
}

export type PlansService = ReturnType<typeof plansService>;

/** A stored document for the export of an account; a damaged one as it is stored. */
function exported(text: string): { document: PlanDocument } | { damaged: string } {
  const document = readIfSound(text);
  return document === undefined ? { damaged: text } : { document };
}
