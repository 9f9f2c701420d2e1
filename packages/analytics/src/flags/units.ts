import type { FlagsInput } from '@tripmaster/contracts';
import type { Actor, Context, FlagPerson, Traits } from '@tripmaster/rpc';
import { LRUCache } from 'lru-cache';
import type { Counted, CountedPerson } from './counted.ts';
import type { Subject } from './evaluator.ts';
import { ownContext, type OwnContext } from './provider.ts';
import type { FlagState } from './state.ts';

/** People of whom is remembered what rules may ask about, and for how long. */
const REMEMBERED = 10_000;
const FOR_MS = 60_000;

/** The server itself comes from nowhere. */
const NOWHERE = { address: '', userAgent: undefined, country: undefined };

type Deps = {
  state: FlagState;
  counted: Counted;
  /** More that rules may ask about a person; asked only where a rule does. */
  traits?: Traits | undefined;
  now: () => number;
};

/** For whom flags are evaluated: never by a name, an address or an account, but by what tells units of experiments apart. */
export function units({ state, counted, traits, now }: Deps) {
  const people = new LRUCache<string, CountedPerson & { until: number }>({ max: REMEMBERED });
  // A no counts at once here; on other nodes what was noted is looked at again when it is written.
  counted.onSaid((userId) => void people.delete(userId));
  const counts = new LRUCache<string, { plans: number; until: number }>({ max: REMEMBERED });

  async function personOf(userId: string): Promise<CountedPerson> {
    const known = people.get(userId);
    if (known !== undefined && known.until > now()) return known;
    const person = await counted.person(userId);
    people.set(userId, { ...person, until: now() + FOR_MS });
    return person;
  }

  async function traitsOf(userId: string): Promise<{ plans?: number }> {
    if (traits === undefined || state.current()?.asksFor('plans') !== true) return {};
    const known = counts.get(userId);
    if (known !== undefined && known.until > now()) return { plans: known.plans };
    const { plans } = await traits(userId);
    counts.set(userId, { plans, until: now() + FOR_MS });
    return { plans };
  }

  return {
    /** Whoever calls a procedure. What can't be found out, because the database is away, is left out. */
    async caller(
      { actor, origin }: Pick<Context, 'origin'> & { actor: Actor | undefined },
      { locale, appVersion, consent = false }: Omit<FlagsInput, 'keys'>,
    ): Promise<Subject> {
      const said = {
        signedIn: actor !== undefined,
        ...(origin.country === undefined ? {} : { country: origin.country }),
        ...(locale === undefined ? {} : { locale }),
        ...(appVersion === undefined ? {} : { appVersion }),
      };
      if (actor === undefined) {
        const id = counted.may({ origin, consent }) ? await counted.visitor(origin).catch(() => undefined) : undefined;
        // Who is not to be told apart is nobody: what is shared out has its default for them.
        return { attributes: { ...said, id: id ?? '' }, remembered: id !== undefined && counted.room(origin) };
      }
      const person = await personOf(actor.userId).catch(() => undefined);
      const more = await traitsOf(actor.userId).catch(() => ({}));
      return {
        attributes: { ...said, ...more, role: actor.role, id: person?.ref ?? '' },
        account: actor.userId,
        remembered: person !== undefined && actor.unnamed !== true && counted.may({ person, origin, consent }),
      };
    },

    /** Somebody for whom the server itself asks. */
    async person({ userId, unnamed }: FlagPerson): Promise<OwnContext | undefined> {
      const person = await personOf(userId).catch(() => undefined);
      if (person === undefined) return undefined;
      const remembered = unnamed !== true && counted.may({ person, origin: NOWHERE, consent: false });
      return ownContext({ targetingKey: person.ref, signedIn: true }, { account: userId, remembered });
    },
  };
}

export type Units = ReturnType<typeof units>;
