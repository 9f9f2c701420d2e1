import { AppError, newId, toInstant, type PersonPresent, type PlanEvent, type PlanRole } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, PersonalEntry, Standing } from '@tripmaster/rpc';
import { roleOn, type PlanAccess } from '../access/access.ts';
import { NAMELESS } from '../plans/document.ts';
import { labelOf } from '../versions/labels.ts';
import type { LiveRepo, VersionNote } from './live.repo.ts';
import { rounds } from './rounds.ts';

/** How often all plans that somebody follows here are looked at; nodes learn of each other's changes that way. */
const EVERY_MS = 300;
/** How often it is asked whether those who follow are still signed in. */
const STANDING_EVERY_MS = 1_000;
/** How often presence is written, and how long it counts for. */
const RENEW_EVERY_MS = 10_000;
const PRESENT_MS = 30_000;
/** Streams of one person and of all, on one node. */
const MOST_A_PERSON = 20;
const MOST = 5_000;
/** Versions read at once for somebody who was away. */
const BATCH = 50;
/** Sessions asked about in one query. */
const MOST_ASKED = 500;
/** People shown; there are no more members than that. */
const MOST_SHOWN = 100;

type Watcher = {
  planId: string;
  connectionId: string;
  actor: Actor;
  /** What the person is on the plan; undefined while that is being found out, and nothing is told. */
  role: PlanRole | undefined;
  over: 'deleted' | 'removed' | AppError | undefined;
  /** There may be something new. */
  awake: boolean;
  wake: () => void;
};

/** A plan that is followed here. */
type Channel = {
  planId: string;
  version: number;
  /** The newest versions, up to `version` without a gap. */
  notes: VersionNote[];
  people: (Omit<PersonPresent, 'you'> & { userId: string })[];
  watchers: Set<Watcher>;
};

type Deps = { db: Database; repo: LiveRepo; access: PlanAccess; standing: Standing; now: () => number };

/**
 * Tells those who have a plan open what others change and who they are. Nodes share only the database: each asks it
 * about all plans that are followed on it at once, and at once about one that was changed on itself.
 */
export function liveService({ db, repo, access, standing, now }: Deps) {
  const channels = new Map<string, Channel>();
  const asking = rounds(look, EVERY_MS);
  let stopped = false;
  let lastStanding = 0;
  let lastRenewed = performance.now();

  const watchers = (): Watcher[] => [...channels.values()].flatMap((channel) => [...channel.watchers]);

  async function look(which: ReadonlySet<string> | 'all'): Promise<void> {
    const followed = [...channels.values()].filter(({ planId }) => which === 'all' || which.has(planId));
    if (followed.length === 0) return;
    const ids = followed.map(({ planId }) => planId);
    const [states, present] = await Promise.all([repo.states(db.read, ids), repo.present(db.read, ids, now() - PRESENT_MS)]);
    const stateOf = new Map(states.map((state) => [state.id, state]));
    const presentOn = Map.groupBy(present, ({ planId }) => planId);
    for (const channel of followed) {
      const state = stateOf.get(channel.planId);
      if (state === undefined || state.deletedAt !== null) for (const watcher of channel.watchers) end(watcher, 'deleted');
      else await follow(channel, state, presentOn.get(channel.planId) ?? []);
    }
    if (which !== 'all') return;
    await askStanding();
    await renew();
  }

  type State = Awaited<ReturnType<LiveRepo['states']>>[number];
  type Present = Awaited<ReturnType<LiveRepo['present']>>[number];

  async function follow(channel: Channel, state: State, present: readonly Present[]): Promise<void> {
    const roles = new Map(
      present.map(({ connectionId, userId, member }) => [connectionId, roleOn(state, member, { userId }) ?? ('none' as const)]),
    );
    for (const watcher of channel.watchers) {
      const role = roles.get(watcher.connectionId);
      if (role === 'none') end(watcher, 'removed');
      else if (role === undefined) await findAgain(watcher);
      else watcher.role = role;
    }
    if (state.version > channel.version) {
      const news = await notesAfter(channel.planId, channel.version);
      channel.notes = [...channel.notes, ...news].slice(-BATCH);
      channel.version = news.at(-1)?.version ?? channel.version;
    }
    channel.people = peopleOf(present, state.ownerId);
    for (const watcher of channel.watchers) rouse(watcher);
  }

  /** Somebody's own row is not there: they are just coming, it was taken too early, or they are not on the plan any more. */
  async function findAgain(watcher: Watcher): Promise<void> {
    watcher.role = undefined;
    try {
      const { role } = await access.find(db.read, watcher.actor, watcher.planId, 'viewer');
      await enter(watcher);
      watcher.role = role;
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') end(watcher, 'removed');
    }
  }

  async function askStanding(): Promise<void> {
    const at = performance.now();
    if (at - lastStanding < STANDING_EVERY_MS * 0.9) return;
    lastStanding = at;
    const all = watchers();
    const ids = [...new Set(all.map(({ actor }) => actor.sessionId))];
    for (let from = 0; from < ids.length; from += MOST_ASKED) {
      const asked = new Set(ids.slice(from, from + MOST_ASKED));
      const stand = await standing([...asked]);
      for (const watcher of all) {
        const { sessionId } = watcher.actor;
        if (asked.has(sessionId) && !stand.has(sessionId)) end(watcher, new AppError('session-ended'));
      }
    }
  }

  async function renew(): Promise<void> {
    const at = performance.now();
    if (at - lastRenewed < RENEW_EVERY_MS) return;
    lastRenewed = at;
    await db.write((tx) => repo.renew(tx, watchers(), now()));
  }

  async function enter({ planId, connectionId, actor }: Watcher): Promise<void> {
    await db.write((tx) => repo.enter(tx, { planId, connectionId, userId: actor.userId, seenAt: now() }));
  }

  /** All versions after `after`, oldest first. */
  async function notesAfter(planId: string, after: number): Promise<VersionNote[]> {
    // The living one first: what is former now stays as it is.
    const [living] = await repo.living(db.read, { id: planId });
    if (living === undefined || living.version <= after) return [];
    const notes: VersionNote[] = [];
    for (let seen = after; ;) {
      const batch = await repo.former(db.read, { id: planId, after: seen, before: living.version, limit: BATCH });
      notes.push(...batch);
      if (batch.length < BATCH) return [...notes, living];
      seen = batch.at(-1)?.version ?? seen;
    }
  }

  function join(actor: Actor, planId: string, version: number, role: PlanRole): { channel: Channel; watcher: Watcher } {
    if (stopped) throw new AppError('unavailable', { retryAfterSeconds: 5 });
    const all = watchers();
    if (all.length >= MOST) throw new AppError('unavailable', { retryAfterSeconds: 30 });
    if (all.filter((one) => one.actor.userId === actor.userId).length >= MOST_A_PERSON)
      throw new AppError('too-many-requests', { retryAfterSeconds: 60 });
    const channel = channels.get(planId) ?? { planId, version, notes: [], people: [], watchers: new Set() };
    const watcher: Watcher = { planId, connectionId: newId(), actor, role, over: undefined, awake: true, wake: () => {} };
    channel.watchers.add(watcher);
    channels.set(planId, channel);
    asking.start();
    return { channel, watcher };
  }

  async function part(channel: Channel, watcher: Watcher): Promise<void> {
    channel.watchers.delete(watcher);
    if (channel.watchers.size === 0) channels.delete(channel.planId);
    if (channels.size === 0) asking.stop();
    if (stopped) return;
    // Without the database nobody is told; the row runs out.
    await db.write((tx) => repo.leave(tx, [watcher.connectionId], [channel.planId])).catch(() => undefined);
    asking.hurry(channel.planId);
  }

  async function* events(
    actor: Actor,
    plan: { id: string; version: number; role: PlanRole },
    from: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<[id: string, event: PlanEvent]> {
    const { channel, watcher } = join(actor, plan.id, plan.version, plan.role);
    let seen = from;
    let shown = '';
    const gone = () => rouse(watcher);
    signal?.addEventListener('abort', gone, { once: true });
    try {
      await enter(watcher);
      asking.hurry(plan.id);
      while (signal?.aborted !== true) {
        watcher.awake = false;
        if (watcher.over instanceof AppError) throw watcher.over;
        if (watcher.over !== undefined) {
          yield [String(seen), { type: 'ended', reason: watcher.over }];
          return;
        }
        if (watcher.role !== undefined && channel.version > seen) {
          const [first] = channel.notes;
          const known = first !== undefined && first.version <= seen + 1;
          for (const note of known ? channel.notes : await notesAfter(plan.id, seen)) {
            if (note.version <= seen) continue;
            seen = note.version;
            yield [String(seen), changed(note, actor)];
          }
        }
        const people = channel.people.map(({ userId, ...person }) => ({ ...person, you: userId === actor.userId }));
        if (watcher.role !== undefined && people.length > 0 && JSON.stringify(people) !== shown) {
          shown = JSON.stringify(people);
          yield [String(seen), { type: 'presence', people }];
        }
        if (!watcher.awake) await new Promise<void>((resolve) => (watcher.wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', gone);
      await part(channel, watcher);
    }
  }

  return {
    /**
     * What is changed of a plan after the version that `lastEventId` names (from now on, without it), and who else looks
     * at it. Ends when the plan is deleted or the person is not on it any more; throws `session-ended` with their session.
     */
    async follow(
      actor: Actor,
      { id, lastEventId }: { id: string; lastEventId?: string | undefined },
      signal: AbortSignal | undefined,
    ): Promise<AsyncGenerator<[id: string, event: PlanEvent]>> {
      const { plan, role } = await access.find(db.read, actor, id, 'viewer');
      const from = lastEventId === undefined ? plan.version : Math.min(Number(lastEventId), plan.version);
      return events(actor, { id, version: plan.version, role }, from, signal);
    },

    /** A plan was changed on this node: those who follow it here need not wait. */
    tell(planId: string): void {
      if (channels.has(planId)) asking.hurry(planId);
    },

    /** How many streams are open on this node. */
    open: () => watchers().length,

    /** Where a person has something open just now; for the export of an account. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const { planId, seenAt } of await repo.ofPerson(db.read, userId))
        yield { section: 'planPresence', entry: { planId, seenAt: toInstant(seenAt) } };
    },

    async purge(): Promise<void> {
      await db.write((tx) => repo.purge(tx, now() - PRESENT_MS));
    },

    /** Ends every stream here, so that who follows goes on at another node. */
    async stop(): Promise<void> {
      if (stopped) return;
      stopped = true;
      asking.stop();
      const all = watchers();
      for (const watcher of all) end(watcher, new AppError('unavailable', { retryAfterSeconds: 1 }));
      if (all.length === 0) return;
      const [connections, plans] = [all.map(({ connectionId }) => connectionId), [...new Set(all.map(({ planId }) => planId))]];
      await db.write((tx) => repo.leave(tx, connections, plans)).catch(() => undefined);
    },
  };
}

export type LiveService = ReturnType<typeof liveService>;

function rouse(watcher: Watcher): void {
  watcher.awake = true;
  watcher.wake();
}

function end(watcher: Watcher, over: NonNullable<Watcher['over']>): void {
  watcher.over ??= over;
  rouse(watcher);
}

function changed({ version, change, authorId, author }: VersionNote, actor: Actor): PlanEvent {
  return {
    type: 'changed',
    version,
    label: labelOf(change),
    ...(author === null ? {} : { author }),
    mine: authorId === actor.userId,
  };
}

/** Everybody once, however many pages they have open; only who is on the trip. */
function peopleOf(
  present: readonly { userId: string; name: string | null; member: Exclude<PlanRole, 'owner'> | null }[],
  ownerId: string,
): Channel['people'] {
  const people = new Map<string, Channel['people'][number]>();
  for (const { userId, name, member } of present) {
    const role = roleOn({ ownerId }, member, { userId });
    if (role !== undefined) people.set(userId, { userId, name: name ?? NAMELESS, role });
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')).slice(0, MOST_SHOWN);
}
