import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Database } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import type { Message, Transport } from './letter.ts';
import type { Mail } from './mail.ts';
import { createMail, type Seal } from './mail.service.ts';

/** For tests: a seal as the server's, with a key of its own. */
function testSeal(): Seal {
  const key = randomBytes(32);
  return {
    seal(plain, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** For tests: a transport that remembers, and fails when told to. */
function testTransport() {
  const sent: Message[] = [];
  const forgotten: string[] = [];
  const state: { failure: Error | undefined; before: (() => Promise<void>) | undefined } = { failure: undefined, before: undefined };
  const transport: Transport = {
    async send(message) {
      await state.before?.();
      if (state.failure !== undefined) throw state.failure;
      sent.push(message);
    },
    forget: async (userId) => void forgotten.push(userId),
  };
  return { transport, sent, forgotten, state };
}

/** For tests: mail on a database with a clock that stands still. */
export function startMail(test: TestDatabase, more: Partial<Parameters<typeof createMail>[0]> = {}) {
  const clock = { ms: Date.UTC(2027, 4, 17, 14, 3) };
  const outbox = testTransport();
  const parts = {
    db: test.db,
    seal: testSeal(),
    transport: outbox.transport,
    now: () => clock.ms,
    from: 'TripMaster AI <trips@example.org>',
  };
  const mail = createMail({ ...parts, ...more });
  const another = (change: Partial<typeof parts> = {}) => createMail({ ...parts, ...more, ...change });
  const queue = (letter: Mail) => test.db.write((tx) => mail.mailer.queue(tx, letter));
  const rows = () => test.db.read.select().from(test.db.tables.mailOutbox).orderBy(test.db.tables.mailOutbox.id);
  return { ...mail, ...outbox, clock, another, queue, rows };
}

export async function addUser(db: Database, id: string): Promise<void> {
  const person = { id, email: `${id}@example.com`, role: 'traveller' as const, status: 'active' as const, createdAt: 1, updatedAt: 1 };
  await db.write(async (tx) => void (await tx.insert(db.tables.users).values(person)));
}
