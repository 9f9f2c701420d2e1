import { setTimeout as pause } from 'node:timers/promises';
import type { Database, Sealer } from '@tripmaster/db';
import { problemOf } from '@tripmaster/jobs';
import type { Addressees } from './addressees.service.ts';
import { NotTaken, type Letter, type Taken, type Transport } from './letter.ts';
import type { Mail } from './mail.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { NEVER, type OutboxRepo, type OutboxRow } from './outbox.repo.ts';
import { jittered, pace } from './pace.ts';
import { render } from './templates/render.ts';

const DAY_MS = 86_400_000;
/** How long a node may be at a mail before another takes over; longer than a transport may take. */
const LEASE_MS = 60_000;
const AT_ONCE = 10;
const MOST_ATTEMPTS = 10;
/** 30 s, 90 s, 4.5 min … 6 h: ten attempts outlast an outage of most of a day. */
const BACKOFF = { firstMs: 30_000, factor: 3, capMs: 6 * 3_600_000 };
/** So long a mail waits for a transport that is away, which is no attempt. */
const LONGEST_WAIT_MS = 3 * DAY_MS;
/** How long one mail may take, and how long all wait for the answer to one that was handed over whole. */
const TIMING = { timeoutMs: 45_000, patienceMs: 5_000 };
export type Timing = typeof TIMING;
const LOOK_MS = 1_000;

type Deps = {
  db: Database;
  repo: OutboxRepo;
  addressees: Pick<Addressees, 'check'>;
  sealer: Sealer;
  transport: Transport;
  now: () => number;
  from: string;
  timing?: Timing | undefined;
};
type Outcome = { taken: Taken } | { failure: unknown } | 'unwanted' | 'left';

/** Where the text of a mail is sealed for. */
export function placeOf(id: string): string {
  return `mail_outbox.body:${id}`;
}

/**
 * Brings waiting mails to the transport, some at once. Each is noted as soon as it is done, one after the other, as the
 * notes would get in each other's way.
 */
export function delivery({ db, repo, addressees, sealer, transport, now, from, timing = TIMING }: Deps) {
  const keeping = pace({ now, atOnce: transport.atOnce ?? AT_ONCE });
  const turns = oneAtATime(timing.patienceMs);
  let notes: Promise<unknown> = Promise.resolve();

  async function claim(most: number): Promise<OutboxRow[]> {
    const ids = (await repo.due(db.read, { now: now(), most })).map(({ id }) => id);
    return ids.length === 0 ? [] : db.write((tx) => repo.claim(tx, ids, { now: now(), leaseMs: LEASE_MS }));
  }

  /** One note after the other. */
  function note<Value>(write: () => Promise<Value>): Promise<Value> {
    const noted = notes.then(write, write);
    notes = noted.catch(() => undefined);
    return noted;
  }

  async function handOver({ id, userId, kind, body, createdAt }: OutboxRow, over: () => boolean, turn: Turn): Promise<Outcome> {
    const kept: Mail | Letter = JSON.parse(sealer.open(body ?? '', placeOf(id)));
    const { alsoAbout, to, unsubscribe } = kept;
    const isErased = async () => alsoAbout !== undefined && !(await repo.hasAccount(db.read, alsoAbout));
    if ((await isErased()) || !(await addressees.check(db.read, { to, kind })).wanted) return 'unwanted';
    // What an earlier release queued has its words already.
    const words = 'text' in kept ? kept : await render(kept);
    const letter = { ...words, ...(unsubscribe === undefined ? {} : { unsubscribe }) };
    const limit = new AbortController();
    const { signal } = limit;
    const how = {
      signal,
      async turn() {
        turn.end = await turns.take(signal);
        if (!over()) return;
        const left = new LeftForLater();
        limit.abort(left);
        throw left;
      },
    };
    try {
      const taken = await within(timing.timeoutMs, transport.send({ ...letter, id, userId, from, date: createdAt }, how), limit);
      // Erased while it was under way.
      if (alsoAbout !== undefined && (await isErased())) await transport.forget?.(alsoAbout);
      return { taken };
    } catch (failure) {
      return signal.aborted && signal.reason instanceof LeftForLater ? 'left' : { failure };
    }
  }

  async function settle(row: OutboxRow, outcome: Outcome): Promise<void> {
    const { id, userId } = row;
    if (outcome === 'unwanted') return db.write((tx) => repo.drop(tx, id));
    if (outcome === 'left') return db.write((tx) => repo.release(tx, id, now()));
    if ('failure' in outcome) return db.write((tx) => repo.failed(tx, id, afterFailure(row, outcome.failure)));
    const { providerId } = outcome.taken;
    const known = await db.write((tx) => repo.delivered(tx, { id, now: now(), providerId }));
    // Erased while it was under way: what the transport has just kept must go as well.
    if (!known && userId !== null && !(await repo.hasAccount(db.read, userId))) await transport.forget?.(userId);
  }

  function afterFailure({ attempts: before, createdAt }: OutboxRow, failure: unknown) {
    const { fault, waitMs, problem } =
      failure instanceof NotTaken ? failure : { fault: 'later' as const, waitMs: undefined, problem: problemOf(failure) };
    const isAway = fault === 'away';
    const attempts = before + (isAway ? 0 : 1);
    const isOver = fault === 'refused' || (isAway ? now() - createdAt > LONGEST_WAIT_MS : attempts >= MOST_ATTEMPTS);
    if (isOver) return { attempts, dueAt: NEVER, problem };
    const backoff = isAway ? BACKOFF.firstMs : Math.min(BACKOFF.capMs, BACKOFF.firstMs * BACKOFF.factor ** before);
    return { attempts, dueAt: now() + Math.max(jittered(backoff), Math.min(waitMs ?? 0, BACKOFF.capMs)), problem };
  }

  function keepPace(outcome: Outcome): void {
    if (outcome === 'unwanted' || outcome === 'left') return;
    const failure = 'failure' in outcome ? outcome.failure : undefined;
    if (!(failure instanceof NotTaken)) {
      if (failure === undefined) keeping.answered();
      return;
    }
    if (failure.fault === 'silent' || failure.fault === 'away') keeping.unanswered(failure.waitMs);
    else keeping.answered();
  }

  /** True when it was handed over. */
  async function deliverOne(row: OutboxRow, over: () => boolean): Promise<boolean> {
    const turn: Turn = {};
    try {
      const outcome = over() ? 'left' : await handOver(row, over, turn).catch((failure: unknown) => ({ failure }));
      keepPace(outcome);
      await note(() => settle(row, outcome));
      return typeof outcome === 'object' && 'taken' in outcome;
    } finally {
      turn.end?.();
    }
  }

  /** Delivers what is due, until nothing is, or until all have to wait; gives how many were handed over. */
  return async function deliverUntil(over: () => boolean): Promise<number> {
    const underWay = new Set<Promise<void>>();
    const broken: unknown[] = [];
    let sent = 0;
    const start = (row: OutboxRow) => {
      const work = deliverOne(row, over)
        .then((done) => void (sent += done ? 1 : 0))
        .catch((error: unknown) => void broken.push(error))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    };
    while (!over() && broken.length === 0) {
      const room = keeping.room() - underWay.size;
      const claimed = room <= 0 ? [] : await claim(room).catch((error: unknown) => void broken.push(error));
      claimed?.forEach(start);
      if (claimed?.length !== 0) continue;
      if (underWay.size === 0) break;
      // What comes meanwhile does not wait for one that hangs.
      await (room > 0 ? Promise.race([...underWay, pause(LOOK_MS)]) : Promise.race(underWay));
    }
    await Promise.all(underWay);
    if (broken.length > 0) throw broken[0];
    return sent;
  };
}

type Turn = { end?: () => void };

/** The process is to end: the mail was not handed over, and is left to the next one. */
class LeftForLater extends Error {}

/** The same promise, but rejected, and its work told to stop, when it takes too long. */
async function within<Value>(ms: number, work: Promise<Value>, limit: AbortController): Promise<Value> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const late = new NotTaken('silent', 'Timeout');
    limit.abort(late);
    reject(late);
  }, ms);
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
