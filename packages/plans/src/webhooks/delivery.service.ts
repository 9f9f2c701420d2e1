import type { Database, Sealer } from '@tripmaster/db';
import { everySecond } from '@tripmaster/jobs';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { signedHeaders } from './signature.ts';
import type { DeliveryRow, WebhookRow, WebhooksRepo } from './webhooks.repo.ts';

const [SECOND_MS, MINUTE_MS, HOUR_MS] = [1_000, 60_000, 3_600_000];
/** Between ten tries: an outage of most of a day is outlasted. */
const WAITS_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  6 * MINUTE_MS,
  20 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
];
/** How long a node may be at a delivery before another takes over; longer than a request may take. */
const LEASE_MS = 60_000;
const AT_ONCE = 10;
/** Given up in a row, each after its ten tries, before a webhook is switched off. */
const MOST_FAILURES = 5;
const KEPT_MS = 30 * 24 * HOUR_MS;
/** The receiver says that it wants no more. */
const GONE = 410;

type Deps = { db: Database; repo: WebhooksRepo; sealer: Sealer; outgoing: Outgoing; now: () => number };
type Outcome = { status?: number; problem?: string };

/** Brings queued events to their webhooks: at least once each, with one id however often it is tried, in no certain order. */
export function deliveryService({ db, repo, sealer, outgoing, now }: Deps) {
  async function claim(): Promise<DeliveryRow[]> {
    const ids = (await repo.due(db.read, { now: now(), most: AT_ONCE })).map(({ id }) => id);
    return ids.length === 0 ? [] : db.write((tx) => repo.claim(tx, ids, { now: now(), leaseMs: LEASE_MS }));
  }

  async function handOver({ id, payload }: DeliveryRow, { id: webhookId, url, secret }: WebhookRow): Promise<Outcome> {
    try {
      const key = sealer.open(secret, `webhooks.secret:${webhookId}`);
      const { status } = await outgoing.post(url, { headers: signedHeaders(key, { id, at: now(), body: payload }), body: payload });
      return status >= 200 && status < 300 ? { status } : { status, problem: `HTTP ${status}` };
    } catch (error) {
      return { problem: problemOf(error) };
    }
  }

  async function deliver(row: DeliveryRow): Promise<void> {
    const hook = await repo.hook(db.read, row.webhookId);
    if (hook === undefined || hook.disabledAt !== null) return;
    const { status, problem } = await handOver(row, hook);
    const attempts = row.attempts + 1;
    const told = { attempts, status: status ?? null, problem: problem ?? null };
    const wait = status === GONE ? undefined : WAITS_MS[row.attempts];
    await db.write(async (tx) => {
      if (problem !== undefined && wait !== undefined) return repo.settle(tx, row.id, { ...told, dueAt: now() + wait });
      await repo.settle(tx, row.id, { ...told, doneAt: now() });
      const current = await repo.hook(tx, row.webhookId);
      if (current === undefined || current.disabledAt !== null) return;
      const failures = problem === undefined ? 0 : current.failures + 1;
      const off = status === GONE || failures >= MOST_FAILURES;
      if (failures !== current.failures || off) await repo.change(tx, current.id, { failures, ...(off ? { disabledAt: now() } : {}) });
      if (off) await repo.giveUp(tx, current.id, now());
    });
  }

  async function deliverUntil(over: () => boolean): Promise<number> {
    let tried = 0;
    while (!over()) {
      const claimed = await claim();
      if (claimed.length === 0) break;
      await Promise.all(claimed.map(deliver));
      tried += claimed.length;
    }
    return tried;
  }

  return {
    /** Tries all that is due; gives how much that was. Several nodes may do so at once. */
    deliver: () => deliverUntil(() => false),
    /** Tries about once a second what is due. */
    start: ({ onError }: { onError: (error: unknown) => void }) =>
      everySecond(async (over) => {
        await deliverUntil(over);
      }, onError),
    /** Forgets deliveries that were done a month ago. */
    purge: () => db.write((tx) => repo.purge(tx, now() - KEPT_MS)),
  };
}

export type DeliveryService = ReturnType<typeof deliveryService>;

/** The failure's class and code, never its message, which may say what somebody else's server chose to. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code) ? error.code : error.name;
  return code === 'EADDRREFUSED' ? 'the address leads to a private network' : code;
}
