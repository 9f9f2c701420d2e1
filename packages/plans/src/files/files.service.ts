import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AppError,
  invalidField,
  newId,
  pageOf,
  toInstant,
  type FileUpdate,
  type Page,
  type Paging,
  type PlanFile,
} from '@tripmaster/contracts';
import type { Database, Reader, Transaction } from '@tripmaster/db';
import type { Actor, Audit, Entitlements, PersonalEntry } from '@tripmaster/rpc';
import { roleOn, type PlanAccess } from '../access/access.ts';
import { idOf, inBatches } from '../batches.ts';
import { LAST_ID } from '../plans/cursor.ts';
import { readDocument } from '../plans/document.ts';
import { claimOf, claimOnce, earlierResult } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import type { FileRow, FilesRepo, Usage } from './files.repo.ts';
import { tooLarge, type Arrived, type IncomingFiles } from './incoming.ts';
import { inspect, type Inspected } from './inspect.ts';
import { MOST_FILES, type FileLimits } from './limits.ts';
import { fitName, isFileType } from './names.ts';
import type { FileStore, Stretch } from './store.ts';

/** How long storing may take before what it left is nobody's. */
const LEASE_MS = 3_600_000;
const SWEEP_BATCH = 100;

export type Upload = {
  planId: string;
  name?: string | undefined;
  itemId?: string | undefined;
  shared?: boolean | undefined;
  /** Octets, where they are known beforehand. */
  length?: number | undefined;
  idempotencyKey?: string | undefined;
};
/** A file as it is given out. */
export type OpenFile = { name: string; type: string; size: number; read: (stretch?: Stretch) => Promise<Readable> };

type Deps = {
  db: Database;
  repo: FilesRepo;
  plans: Pick<PlansRepo, 'withDocument' | 'claimKey' | 'idempotent'>;
  access: PlanAccess;
  audit: Audit;
  store: FileStore;
  incoming: IncomingFiles;
  limits: Pick<FileLimits, 'file' | 'plan'>;
  /** How much each person may keep. */
  entitlements: Entitlements;
  now: () => number;
};
type Seen = { file: FileRow; addedBy: string | null; role: 'viewer' | 'editor' | 'owner' | undefined };

/** Tickets, copies of passports, pictures: what people attach to a trip. Each is its owner's alone until they share it with the trip. */
export function filesService({ db, repo, plans, access, audit, store, incoming, limits, entitlements, now }: Deps) {
  /** The file, for whoever sees it: all others get the answer to a file that is not there. */
  async function seen(reader: Reader, actor: Actor, id: string): Promise<Seen> {
    const [found] = await repo.byId(reader, { id, userId: actor.userId });
    if (found === undefined || found.deletedAt !== null) throw new AppError('not-found');
    const { file, addedBy } = found;
    const role = roleOn(found, found.member, actor);
    if (role === undefined || (!file.shared && file.userId !== actor.userId)) throw new AppError('not-found');
    return { file, addedBy, role };
  }

  async function itemMustBeOn(actor: Actor, planId: string, itemId: string, field: string): Promise<void> {
    const [found] = await plans.withDocument(db.read, { id: planId, userId: actor.userId });
    if (found === undefined) throw new AppError('not-found');
    const { days } = readDocument(found.document);
    if (!days.some(({ items }) => items.some(({ id }) => id === itemId))) throw invalidField(field, 'is not on this plan');
  }

  /** Throws `quota-used` when `bytes` more would be too much for the person or the plan. */
  async function roomFor(reader: Reader, userId: string, planId: string, bytes: number): Promise<void> {
    const full = (used: Usage, most: { files: number; bytes: number }) => used.files >= most.files || used.bytes + bytes > most.bytes;
    const { filesBytes } = (await entitlements(reader, userId)).limits;
    if (full(await repo.usage(reader, { userId }), { files: MOST_FILES.person, bytes: filesBytes }))
      throw new AppError('quota-used', {}, 'Your files have used up their room. Remove some to add others.');
    if (full(await repo.usage(reader, { planId }), { files: MOST_FILES.plan, bytes: limits.plan }))
      throw new AppError('quota-used', {}, 'The files of this trip have used up their room. Remove some to add others.');
  }

  /** Puts what was inspected into the store, under keys that the database knows first: a crash leaves nothing unknown. */
  async function put({ picture, ...original }: Inspected, admit: (tx: Transaction) => Promise<void>): Promise<string[]> {
    const parts = [{ kind: 'original' as const, ...original }];
    const all = picture === undefined ? parts : [...parts, { kind: 'thumbnail' as const, type: 'image/webp', ...picture.thumbnail }];
    const objects = all.map(({ kind, size, path, type }) => ({ key: newKey(), kind, size, path, type }));
    await db.write(async (tx) => {
      await admit(tx);
      await repo.reserve(
        tx,
        objects.map(({ key, kind, size }) => ({ key, kind, size, createdAt: now() + LEASE_MS })),
      );
    });
    const keys = objects.map(({ key }) => key);
    try {
      for (const { key, path, type, size } of objects) await store.put(key, path, { type, size });
    } catch (error) {
      await discard(keys);
      throw new AppError('unavailable', { retryAfterSeconds: 30 }, 'The file could not be stored. Try again shortly.', { cause: error });
    }
    return keys;
  }

  /** Takes objects out of the store and then out of the database. What fails here the sweeper does later. */
  async function discard(keys: string[]): Promise<void> {
    try {
      for (const key of keys) await store.remove(key);
      await db.write((tx) => repo.forget(tx, keys));
    } catch {
      // Their rows are still there, so they are not forgotten.
    }
  }

  async function keep(
    actor: Actor,
    { planId, itemId, shared = false, name, idempotencyKey }: Upload,
    arrived: Arrived,
    inspected: Inspected,
  ) {
    const claim = claimOf(idempotencyKey, { file: arrived.sha256, planId, itemId, shared, name });
    const known = await earlierResult(plans, db.read, actor, claim);
    if (known !== undefined) return known;
    const admit = async (tx: Transaction) => {
      await access.find(tx, actor, planId, 'viewer');
      await roomFor(tx, actor.userId, planId, inspected.size);
    };
    const keys = await put(inspected, admit);
    const row: FileRow = {
      id: newId(now()),
      planId,
      userId: actor.userId,
      name: fitName(name, inspected.type),
      type: inspected.type,
      size: inspected.size,
      sha256: inspected.sha256,
      width: inspected.picture?.width ?? null,
      height: inspected.picture?.height ?? null,
      shared,
      itemId: itemId ?? null,
      createdAt: now(),
    };
    let kept = false;
    try {
      return await db.write(async (tx) => {
        kept = false;
        const other = await claimOnce(plans, tx, actor, claim, { id: row.id, at: row.createdAt });
        if (other !== undefined) return other;
        // Asked again, as others may have stored something meanwhile: of two that would fit alone, one stays.
        await admit(tx);
        await repo.add(tx, row);
        if (!(await repo.settle(tx, keys, row.id, now()))) throw new AppError('unavailable', { retryAfterSeconds: 30 });
        if (shared) await recordSharing(tx, actor, row, true);
        kept = true;
        return row.id;
      });
    } catch (error) {
      kept = false;
      throw error;
    } finally {
      if (!kept) await discard(keys);
    }
  }

  async function recordSharing(tx: Transaction, actor: Actor, { id, planId }: FileRow, shared: boolean): Promise<void> {
    const detail = { file: id, plan: planId, shared };
    await audit.record(tx, { action: 'file.shared-set', actor: actor.auditRef, subject: actor.auditRef, detail });
  }

  return {
    /**
     * Takes a file in, as its owner's own or shared with the trip. Throws `payload-too-large`, `file-refused`,
     * `unreadable-file` and `quota-used`, each before anything is stored.
     */
    async attach(actor: Actor, upload: Upload, body: AsyncIterable<Uint8Array>): Promise<PlanFile> {
      const { planId, itemId, name, length = 0 } = upload;
      await access.find(db.read, actor, planId, 'viewer');
      if (itemId !== undefined) await itemMustBeOn(actor, planId, itemId, 'item');
      if (length > limits.file) throw tooLarge(limits.file);
      await roomFor(db.read, actor.userId, planId, 1);
      const id = await incoming.within(async (place) => {
        const arrived = await place.receive(body, limits.file);
        return keep(actor, upload, arrived, await inspect(arrived, name, place));
      });
      return toFile(await seen(db.read, actor, id), actor);
    },

    async list(actor: Actor, planId: string, { cursor, limit = 20 }: Paging): Promise<Page<PlanFile>> {
      await access.find(db.read, actor, planId, 'viewer');
      const rows = await repo.list(db.read, { planId, userId: actor.userId, before: cursor ?? LAST_ID, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        (row) => toFile(row, actor),
        ({ file }) => file.id,
      );
    },

    /** Changes a file of one's own. */
    async update(actor: Actor, { id, name, shared, itemId }: FileUpdate): Promise<PlanFile> {
      const before = await seen(db.read, actor, id);
      if (itemId !== undefined && itemId !== null) await itemMustBeOn(actor, before.file.planId, itemId, 'itemId');
      return db.write(async (tx) => {
        const { file, addedBy } = await seen(tx, actor, id);
        if (file.userId !== actor.userId) throw new AppError('forbidden', {}, 'Only who added a file may change it.');
        const change = {
          ...(name === undefined || !isFileType(file.type) ? {} : { name: fitName(name, file.type) }),
          ...(shared === undefined ? {} : { shared }),
          ...(itemId === undefined ? {} : { itemId }),
        };
        await repo.change(tx, id, change);
        if (shared !== undefined && shared !== file.shared) await recordSharing(tx, actor, file, shared);
        return toFile({ file: { ...file, ...change }, addedBy }, actor);
      });
    },

    /** Removes a file for good: one's own, also on a trip that one has left, or as the trip's owner a shared one. */
    async remove(actor: Actor, id: string): Promise<{ id: string }> {
      const keys = await db.write(async (tx) => {
        const [found] = await repo.byId(tx, { id, userId: actor.userId });
        if (found === undefined) throw new AppError('not-found');
        if (found.file.userId !== actor.userId) {
          const { role } = await seen(tx, actor, id);
          if (role !== 'owner') throw new AppError('forbidden', {}, 'Only who added a file, or the trip’s owner, may remove it.');
        }
        const objects = await repo.objectsOf(tx, id);
        await repo.remove(tx, id);
        return objects.map(({ key }) => key);
      });
      await discard(keys);
      return { id };
    },

    /** A file or its thumbnail, to be given to somebody who sees it. */
    async open(actor: Actor, id: string, kind: 'original' | 'thumbnail'): Promise<OpenFile> {
      const { file } = await seen(db.read, actor, id);
      const [object] = await repo.objectOf(db.read, { fileId: id, kind });
      if (object === undefined) throw new AppError('not-found');
      const type = kind === 'thumbnail' ? 'image/webp' : file.type;
      return { name: file.name, type, size: object.size, read: (stretch) => store.read(object.key, stretch) };
    },

    /** Takes out of the store what no file has any more, with whatever it went: a plan, an account, an upload that broke off. */
    async sweep(): Promise<void> {
      let failure: unknown;
      for (;;) {
        const keys = await repo.orphans(db.read, now(), SWEEP_BATCH);
        const gone: string[] = [];
        for (const key of keys) {
          try {
            await store.remove(key);
            gone.push(key);
          } catch (error) {
            failure ??= error;
          }
        }
        await db.write((tx) => repo.forget(tx, gone));
        if (failure !== undefined) throw failure;
        if (keys.length < SWEEP_BATCH) break;
      }
      await incoming.purge();
    },

    /** For the export of an account: what the files are; their contents are had at `/files/<id>`. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      const files = inBatches((after, limit) => repo.allOf(db.read, userId, after, limit), idOf);
      for await (const { userId: _owner, createdAt, ...entry } of files)
        yield { section: 'files', entry: { ...entry, createdAt: toInstant(createdAt), content: `/files/${entry.id}` } };
    },
  };
}

export type FilesService = ReturnType<typeof filesService>;

/** In folders by its first letters, as a folder of many thousands is slow on some systems. */
function newKey(): string {
  const key = randomBytes(20).toString('hex');
  return `${key.slice(0, 2)}/${key.slice(2)}`;
}

function toFile({ file, addedBy }: { file: FileRow; addedBy: string | null }, actor: Actor): PlanFile {
  const { userId, width, height, itemId, createdAt, sha256: _sha256, type, ...rest } = file;
  if (!isFileType(type)) throw new TypeError(`${type} is not a type that is kept`);
  return {
    ...rest,
    type,
    mine: userId === actor.userId,
    createdAt: toInstant(createdAt),
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(itemId === null ? {} : { itemId }),
    ...(addedBy === null ? {} : { addedBy }),
  };
}
