import { newId, utcDate, type CountingMode } from '@tripmaster/contracts';
import type { Transaction } from '@tripmaster/db';
import type { Activity, Happening, Origin } from '@tripmaster/rpc';
import type { EventsRepo, PersonRow } from './events.repo.ts';
import { countryOf } from './geography.ts';
import { isCounted } from './people.ts';
import type { Visitors } from './visitors.ts';

const NO_VISIT = { visitor: null, referrer: null, utmSource: null, utmMedium: null, utmCampaign: null };

type Deps = { repo: EventsRepo; visitors: Pick<Visitors, 'knownHashOf'>; mode: CountingMode; now: () => number };

/** Counts what people do, in the transaction in which they do it. */
export function activity({ repo, visitors, mode, now }: Deps): Activity {
  /** The person among the events, made when they are first needed. */
  async function personOf(tx: Transaction, userId: string): Promise<PersonRow | undefined> {
    const [known] = await repo.person(tx, { userId });
    if (known !== undefined) return known;
    await repo.addPerson(tx, { userId, ref: crypto.randomUUID() });
    return (await repo.person(tx, { userId }))[0];
  }

  /** The visit of somebody who has just opened an account, and what led them here. */
  async function visitOf(tx: Transaction, origin: Origin, at: number) {
    const visitor = await visitors.knownHashOf(tx, origin, at);
    if (visitor === undefined) return NO_VISIT;
    return { ...NO_VISIT, ...(await repo.sourceOf(tx, { visitor }))[0], visitor };
  }

  /** Whose it is and from where, of people who may be told apart. */
  async function about(tx: Transaction, { name, userId, unnamed, origin, country }: Happening, at: number) {
    const nothing = { person: null, country: null, ...NO_VISIT };
    if (unnamed === true || origin?.uncounted !== undefined) return nothing;
    const person = userId === undefined ? undefined : await personOf(tx, userId);
    if (person !== undefined && !isCounted(person, mode)) return nothing;
    const seenIn = country ?? (origin === undefined ? undefined : countryOf(origin));
    if (person !== undefined && seenIn !== undefined && seenIn !== person.country)
      await repo.changePerson(tx, person.userId, { country: seenIn });
    const visit = name === 'signed-up' && origin !== undefined ? await visitOf(tx, origin, at) : NO_VISIT;
    return { person: person?.ref ?? null, country: seenIn ?? person?.country ?? null, ...visit };
  }

  return {
    async record(tx, happening) {
      if (mode === 'off') return;
      const { name, destination = null, month = null, amount = null, currency = null } = happening;
      const at = now();
      const row = { id: newId(at), name, at, day: utcDate(at), destination, month, amount, currency };
      await repo.addOne(tx, { ...row, ...(await about(tx, happening, at)) });
    },
  };
}
