import {
  invalidField,
  pageOf,
  toInstant,
  type ActivityEvent,
  type AuditEvent,
  type AuditVerification,
  type Page,
  type Paging,
} from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Audit } from '@tripmaster/rpc';
import type { AuditRepo, AuditRow } from './audit.repo.ts';
import { BEGINNING, BROKEN, hashOf, headHashOf } from './chain.ts';

const BATCH = 1_000;
/** Earlier than any row, also than one that was put in before the first. */
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;
/** Later than any row: where the first page starts. */
const NEWEST = Number.MAX_SAFE_INTEGER;

export function auditService({ db, repo, key, now }: { db: Database; repo: AuditRepo; key: string; now: () => number }) {
  /** Whether the end that was written down is that of the rows; both absent in a new log. */
  function endsWith(head: { seq: number; hash: string } | undefined, last: { seq: number; hash: string } | undefined): boolean {
    if (head === undefined || last === undefined) return head === last;
    return head.seq === last.seq && head.hash === headHashOf(key, last.seq, last.hash);
  }

  const audit: Audit = {
    // A damaged end must not stop anybody's work, nor may the next act mend it: then nobody would ever find the damage.
    async record(tx, { action, actor, subject, detail = {} }) {
      const [head] = await repo.head(tx);
      const [last] = await repo.last(tx);
      const row = {
        seq: Math.max(head?.seq ?? 0, last?.seq ?? 0) + 1,
        at: now(),
        action,
        actor: actor ?? null,
        subject: subject ?? null,
        detail,
        previousHash: endsWith(head, last) ? (last?.hash ?? BEGINNING) : BROKEN,
      };
      const hash = hashOf(key, row);
      await repo.append(tx, { ...row, hash });
      await repo.setHead(tx, { seq: row.seq, hash: headHashOf(key, row.seq, hash) });
    },
  };

  return {
    ...audit,

    /** Where the log ends now: kept elsewhere (the server's log), it tells that rows before it were put back or taken away. */
    async end(): Promise<{ seq: number; hash: string } | undefined> {
      const [head] = await repo.head(db.read);
      return head === undefined ? undefined : { seq: head.seq, hash: head.hash };
    },

    /** Follows the chain from its beginning to its end and says where it first is not whole. */
    async verify(): Promise<AuditVerification> {
      let checked = 0;
      let previousHash = BEGINNING;
      /** Where the chain was said to end before the latest rows were read: those at least must be there. */
      let end = 0;
      const broken = (problem: string): AuditVerification => ({ whole: false, checked, brokenAt: checked + 1, problem });
      for (;;) {
        const rows = await repo.following(db.read, checked === 0 ? BEFORE_ALL : checked, BATCH);
        for (const row of rows) {
          if (row.seq !== checked + 1) return broken('a row is missing, or one was put in');
          if (row.previousHash !== previousHash) return broken('a row does not follow the one before');
          const detail = detailOf(row.detail);
          if (detail === undefined || row.hash !== hashOf(key, { ...row, detail })) return broken('a row was changed');
          previousHash = row.hash;
          checked = row.seq;
        }
        if (rows.length === BATCH) continue;
        if (checked < end) return broken('rows are missing at the end');
        // Asked after the rows, so it may be ahead of them, as some may be added meanwhile; it is never behind.
        const [head] = await repo.head(db.read);
        if (head === undefined) return checked === 0 ? { whole: true, checked } : broken('the end of the chain is missing');
        if (head.seq < checked) return broken('rows lie behind the end of the chain');
        if (head.seq === checked)
          return head.hash === headHashOf(key, checked, previousHash)
            ? { whole: true, checked }
            : broken('the end of the chain was changed');
        end = head.seq;
      }
    },

    /** The log, newest first; of one action or one person where asked. */
    async list({
      cursor,
      limit = 20,
      action,
      subject,
    }: Paging & { action?: string | undefined; subject?: string | undefined }): Promise<Page<AuditEvent>> {
      const rows = await repo.list(db.read, { action, subject, before: readCursor(cursor), limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ event, actorEmail, subjectEmail }) => ({
          seq: event.seq,
          at: toInstant(event.at),
          action: event.action,
          ...(event.actor === null ? {} : { actor: event.actor }),
          ...(actorEmail === null ? {} : { actorEmail }),
          ...(event.subject === null ? {} : { subject: event.subject }),
          ...(subjectEmail === null ? {} : { subjectEmail }),
          detail: event.detail,
        }),
        cursorOf,
      );
    },

    /** What happened to one's own account, and what one did to others, newest first. */
    async activity(actor: Pick<Actor, 'auditRef'>, { cursor, limit = 20 }: Paging): Promise<Page<ActivityEvent>> {
      const { auditRef } = actor;
      const part = { before: readCursor(cursor), limit: limit + 1 };
      // Two lists, each by its own index: asked together, all of a person's rows would be sorted for each page.
      const lists = await Promise.all([
        repo.list(db.read, { subject: auditRef, ...part }),
        repo.list(db.read, { actor: auditRef, ...part }),
      ]);
      const rows = [...new Map(lists.flat().map((row) => [row.event.seq, row])).values()].toSorted((a, b) => b.event.seq - a.event.seq);
      return pageOf(
        rows.slice(0, limit + 1),
        limit,
        ({ event }) => ({
          at: toInstant(event.at),
          action: event.action,
          byOther: event.actor !== null && event.actor !== auditRef,
          toOther: event.subject !== null && event.subject !== auditRef,
          detail: event.detail,
        }),
        cursorOf,
      );
    },
  };
}

export type AuditService = ReturnType<typeof auditService>;

function cursorOf({ event }: { event: { seq: number } }): string {
  return String(event.seq);
}

/** What a row's detail says; `undefined` when it is not written as we write it. */
function detailOf(text: string): AuditRow['detail'] | undefined {
  try {
    const detail: AuditRow['detail'] = JSON.parse(text);
    return JSON.stringify(detail) === text ? detail : undefined;
  } catch {
    return undefined;
  }
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return NEWEST;
  if (!/^\d{1,15}$/.test(cursor)) throw invalidField('cursor', 'is not a cursor of this list');
  return Number(cursor);
}
