import { invalidField, toInstant, type ActivityEvent, type AuditEvent, type AuditVerification } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { AuditRepo } from './audit.repo.ts';
import { BEGINNING, hashOf, headHashOf } from './chain.ts';

const BATCH = 1_000;
/** Later than any row: where the first page starts. */
const NEWEST = Number.MAX_SAFE_INTEGER;

type Page<Item> = { items: Item[]; nextCursor?: string };
type Paging = { cursor?: string | undefined; limit?: number | undefined };

export function auditService({ db, repo, key, now }: { db: Database; repo: AuditRepo; key: string; now: () => number }) {
  const audit: Audit = {
    async record(tx, { action, actor, subject, detail = {} }) {
      const [head] = await repo.head(tx);
      const [last] = head === undefined ? [] : await repo.lastHash(tx, { seq: head.seq });
      const row = {
        seq: (head?.seq ?? 0) + 1,
        at: now(),
        action,
        actor: actor ?? null,
        subject: subject ?? null,
        detail,
        previousHash: last?.hash ?? BEGINNING,
      };
      const hash = hashOf(key, row);
      await repo.append(tx, { ...row, hash });
      await repo.setHead(tx, { seq: row.seq, hash: headHashOf(key, row.seq, hash) });
    },
  };

  return {
    ...audit,

    /** Follows the chain from its beginning to its end and says where it first is not whole. */
    async verify(): Promise<AuditVerification> {
      const [head] = await repo.head(db.read);
      let checked = 0;
      let previousHash = BEGINNING;
      const broken = (problem: string): AuditVerification => ({ whole: false, checked, brokenAt: checked + 1, problem });
      // Rows written while this runs lie behind the head that was read first, and are left to the next time.
      const end = head?.seq ?? 0;
      while (checked < end) {
        const rows = await repo.following(db.read, checked, Math.min(BATCH, end - checked));
        if (rows.length === 0) return broken('rows are missing at the end');
        for (const row of rows) {
          if (row.seq !== checked + 1) return broken('a row is missing');
          if (row.previousHash !== previousHash) return broken('a row does not follow the one before');
          if (row.hash !== hashOf(key, row)) return broken('a row was changed');
          previousHash = row.hash;
          checked = row.seq;
        }
      }
      if (head === undefined)
        return (await repo.following(db.read, 0, 1)).length === 0 ? { whole: true, checked: 0 } : broken('the end of the chain is missing');
      if (head.hash !== headHashOf(key, head.seq, previousHash)) return broken('the end of the chain was changed');
      return { whole: true, checked };
    },

    /** The log, newest first; of one action or one person where asked. */
    async list({
      cursor,
      limit = 20,
      action,
      subject,
    }: Paging & { action?: string | undefined; subject?: string | undefined }): Promise<Page<AuditEvent>> {
      const rows = await repo.list(db.read, { action, subject, before: readCursor(cursor), limit: limit + 1 });
      return pageOf(rows, limit, ({ event, actorEmail, subjectEmail }) => ({
        seq: event.seq,
        at: toInstant(event.at),
        action: event.action,
        ...(event.actor === null ? {} : { actor: event.actor }),
        ...(actorEmail === null ? {} : { actorEmail }),
        ...(event.subject === null ? {} : { subject: event.subject }),
        ...(subjectEmail === null ? {} : { subjectEmail }),
        detail: event.detail,
      }));
    },

    /** What happened to one's own account, newest first. */
    async activity(actor: Pick<Actor, 'auditRef'>, { cursor, limit = 20 }: Paging): Promise<Page<ActivityEvent>> {
      const rows = await repo.list(db.read, { action: undefined, subject: actor.auditRef, before: readCursor(cursor), limit: limit + 1 });
      return pageOf(rows, limit, ({ event }) => ({
        at: toInstant(event.at),
        action: event.action,
        byOther: event.actor !== null && event.actor !== actor.auditRef,
        detail: event.detail,
      }));
    },
  };
}

export type AuditService = ReturnType<typeof auditService>;

function pageOf<Row extends { event: { seq: number } }, Item>(rows: Row[], limit: number, view: (row: Row) => Item): Page<Item> {
  const items = rows.slice(0, limit).map(view);
  const last = rows[limit - 1];
  return rows.length <= limit || last === undefined ? { items } : { items, nextCursor: String(last.event.seq) };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return NEWEST;
  if (!/^\d{1,15}$/.test(cursor)) throw invalidField('cursor', 'is not a cursor of this list');
  return Number(cursor);
}
