import { newSealingKey, sealer, type Database } from '@tripmaster/db';
import type { TestDatabase } from '@tripmaster/db/testing';
import type { Message, Transport } from '../letter.ts';
import type { Mail } from '../mail.ts';
import { createMail } from '../mail.service.ts';

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
      return {};
    },
    forget: async (userId) => void forgotten.push(userId),
  };
  return { transport, sent, forgotten, state };
}

/** For tests: mail on a database with a clock that stands still. */
export function startMail(test: TestDatabase, more: Partial<Parameters<typeof createMail>[0]> = {}) {
  const clock = { ms: Date.UTC(2027, 4, 17, 14, 3) };
  const outbox = testTransport();
  const key = newSealingKey();
  const parts = {
    db: test.db,
    sealer: sealer(() => [key]),
    transport: outbox.transport,
    now: () => clock.ms,
    from: 'TripMaster AI <trips@example.org>',
    baseUrl: 'https://trip.example',
    key: 'a key for tests',
  };
  const mail = createMail({ ...parts, ...more });
  const another = (change: Partial<typeof parts> = {}) => createMail({ ...parts, ...more, ...change });
  const queue = (letter: Mail) => test.db.write((tx) => mail.mailer.queue(tx, letter));
  const rows = () => test.db.read.select().from(test.db.tables.mailOutbox).orderBy(test.db.tables.mailOutbox.id);
  return { ...mail, ...outbox, sealer: parts.sealer, clock, another, queue, rows };
}

export async function addUser(db: Database, id: string): Promise<void> {
  const person = { id, email: `${id}@example.com`, role: 'traveller' as const, status: 'active' as const, createdAt: 1, updatedAt: 1 };
  await db.write(async (tx) => void (await tx.insert(db.tables.users).values(person)));
}
