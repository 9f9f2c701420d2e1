import {
  AppError,
  invalidField,
  MOST_WEBHOOKS,
  newId,
  pageOf,
  toInstant,
  type Page,
  type Paging,
  type WebhookCreated,
  type WebhookDelivery,
  type WebhookInput,
  type WebhookUpdate,
  type WebhookView,
} from '@tripmaster/contracts';
import type { Database, Reader, Sealer, Transaction } from '@tripmaster/db';
import type { Actor, Audit, AuditAction, PersonalEntry } from '@tripmaster/rpc';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { idOf, inBatches } from '../batches.ts';
import { LAST_ID } from '../plans/cursor.ts';
import { claimOf, claimOnce } from '../plans/idempotency.ts';
import type { PlansRepo } from '../plans/plans.repo.ts';
import { newWebhookSecret } from './signature.ts';
import { payloadOf } from './tell.ts';
import type { DeliveryRow, WebhookRow, WebhooksRepo } from './webhooks.repo.ts';

type Deps = {
  db: Database;
  repo: WebhooksRepo;
  keys: Pick<PlansRepo, 'claimKey' | 'idempotent'>;
  sealer: Sealer;
  outgoing: Pick<Outgoing, 'fault'>;
  audit: Audit;
  now: () => number;
};

/** Addresses of people's own programs, which are told of what happens to their trips. */
export function webhooksService({ db, repo, keys, sealer, outgoing, audit, now }: Deps) {
  /** Throws `not-found` alike for one that is not there and somebody else's. */
  async function own(reader: Reader, { userId }: Actor, id: string): Promise<WebhookRow> {
    const [row] = await repo.byId(reader, { id, userId });
    if (row === undefined) throw new AppError('not-found');
    return row;
  }

  function checkAddress(url: string): string {
    const fault = outgoing.fault(url);
    if (fault !== undefined) throw invalidField('url', fault);
    return new URL(url).href;
  }

  const placeOf = (id: string) => `webhooks.secret:${id}`;
  const shown = (row: WebhookRow): WebhookCreated => ({ webhook: toView(row), secret: sealer.open(row.secret, placeOf(row.id)) });

  async function record(tx: Transaction, actor: Actor, action: AuditAction, webhook: string): Promise<void> {
    await audit.record(tx, { action, actor: actor.auditRef, subject: actor.auditRef, detail: { webhook } });
  }

  return {
    async create(actor: Actor, { url, events }: WebhookInput, idempotencyKey: string | undefined): Promise<WebhookCreated> {
      const claim = claimOf(idempotencyKey, { webhook: url, events });
      const address = checkAddress(url);
      return db.write(async (tx) => {
        const at = now();
        const id = newId(at);
        const known = await claimOnce(keys, tx, actor, claim, { id, at });
        if (known !== undefined) return shown(await own(tx, actor, known));
        if ((await repo.countOf(tx, actor.userId)) >= MOST_WEBHOOKS)
          throw new AppError('quota-used', {}, `You have ${MOST_WEBHOOKS} webhooks already. Remove one first.`);
        const secret = sealer.seal(newWebhookSecret(), placeOf(id));
        const row = {
          id,
          userId: actor.userId,
          url: address,
          events: [...new Set(events)],
          secret,
          createdAt: at,
          disabledAt: null,
          failures: 0,
        };
        await repo.add(tx, row);
        await record(tx, actor, 'webhook.created', id);
        return shown(row);
      });
    },

    async list({ userId }: Actor): Promise<{ items: WebhookView[] }> {
      return { items: (await repo.ofUser(db.read, { userId })).map(toView) };
    },

    async update(actor: Actor, { id, url, events, enabled }: WebhookUpdate): Promise<WebhookView> {
      const address = url === undefined ? undefined : checkAddress(url);
      return db.write(async (tx) => {
        const row = await own(tx, actor, id);
        const change = {
          ...(address === undefined ? {} : { url: address }),
          ...(events === undefined ? {} : { events: [...new Set(events)] }),
          ...(enabled === true ? { disabledAt: null, failures: 0 } : {}),
          ...(enabled === false ? { disabledAt: row.disabledAt ?? now() } : {}),
        };
        await repo.change(tx, id, change);
        if (enabled === false) await repo.giveUp(tx, id, now());
        if (address !== undefined && address !== row.url) await record(tx, actor, 'webhook.changed', id);
        return toView({ ...row, ...change });
      });
    },

    /** A new secret; what was signed with the old one is no longer. */
    async rotateSecret(actor: Actor, id: string): Promise<WebhookCreated> {
      return db.write(async (tx) => {
        const row = await own(tx, actor, id);
        const secret = sealer.seal(newWebhookSecret(), placeOf(id));
        await repo.change(tx, id, { secret });
        await record(tx, actor, 'webhook.changed', id);
        return shown({ ...row, secret });
      });
    },

    async remove(actor: Actor, id: string): Promise<{ id: string }> {
      await db.write(async (tx) => {
        await own(tx, actor, id);
        await repo.remove(tx, id);
        await record(tx, actor, 'webhook.removed', id);
      });
      return { id };
    },

    /** Queues a delivery that says nothing but that it is a test. */
    async test(actor: Actor, id: string): Promise<WebhookDelivery> {
      return db.write(async (tx) => {
        const row = await own(tx, actor, id);
        if (row.disabledAt !== null) throw invalidField('id', 'is switched off');
        const at = now();
        const delivery = { id: newId(at), webhookId: id, event: 'test' as const, payload: payloadOf('test', at, {}), now: at };
        await repo.queue(tx, [delivery]);
        return toDelivery({ ...delivery, attempts: 0, dueAt: at, createdAt: at, doneAt: null, status: null, problem: null });
      });
    },

    async deliveries(actor: Actor, id: string, { cursor, limit = 20 }: Paging): Promise<Page<WebhookDelivery>> {
      await own(db.read, actor, id);
      const rows = await repo.deliveries(db.read, { webhookId: id, before: cursor ?? LAST_ID, limit: limit + 1 });
      return pageOf(rows, limit, toDelivery, (row) => row.id);
    },

    /** For the export of an account; secrets are shown once only. */
    async *personalData(userId: string): AsyncGenerator<PersonalEntry> {
      for (const row of await repo.ofUser(db.read, { userId })) {
        yield { section: 'webhooks', entry: toView(row) };
        const deliveries = inBatches((after, limit) => repo.deliveriesAfter(db.read, row.id, after, limit), idOf);
        for await (const delivery of deliveries)
          yield { section: 'webhookDeliveries', entry: { webhook: row.id, ...toDelivery(delivery) } };
      }
    },
  };
}

export type WebhooksService = ReturnType<typeof webhooksService>;

function toView({ id, url, events, createdAt, disabledAt, failures }: WebhookRow): WebhookView {
  return { id, url, events, enabled: disabledAt === null, failures, createdAt: toInstant(createdAt) };
}

function toDelivery({ id, event, attempts, createdAt, dueAt, doneAt, status, problem }: DeliveryRow): WebhookDelivery {
  return {
    id,
    event,
    state: doneAt === null ? 'waiting' : problem === null ? 'delivered' : 'given-up',
    attempts,
    createdAt: toInstant(createdAt),
    ...(doneAt === null ? { dueAt: toInstant(dueAt) } : { doneAt: toInstant(doneAt) }),
    ...(status === null ? {} : { status }),
    ...(problem === null ? {} : { problem }),
  };
}
