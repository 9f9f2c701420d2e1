import type { MemberRole } from '@tripmaster/contracts';
import type { TestDatabase } from '@tripmaster/db/testing';
import type { Actor } from '@tripmaster/rpc';
import { startPlans, TRIP } from '../testing.ts';

/** A plan of Ana's in euros, which Ben may change and Cleo read; Dora is not on it. */
export async function startTrip(test: TestDatabase) {
  const app = await startPlans(test);
  const { db } = test;
  const [ana, ben, cleo, dora] = await Promise.all(['Ana', 'Ben', 'Cleo', 'Dora'].map(app.person));
  if (ana === undefined || ben === undefined || cleo === undefined || dora === undefined) throw new Error('nobody there');
  const made = await app.anyone(ana).plans.create({ ...TRIP, budget: { amount: 100_000, currency: 'EUR' } });
  const put = (actor: Actor, role: MemberRole, planId: string = made.id) =>
    db.write(
      async (tx) => void (await tx.insert(db.tables.planMembers).values({ planId, userId: actor.userId, role, joinedAt: app.clock.ms })),
    );
  await put(ben, 'editor');
  await put(cleo, 'viewer');
  const { items } = await app.anyone(ana).plans.travellers.list({ id: made.id });
  const idOf = (name: string): string => items.find((traveller) => traveller.name === name)?.id ?? '';
  return { app, plan: made, put, ana, ben, cleo, dora, a: idOf('Ana'), b: idOf('Ben'), c: idOf('Cleo') };
}
