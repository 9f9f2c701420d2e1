import { MOST_EVENTS, newId, type CountingMode, type DroppedReason, type TrackedEvents, type TrackInput } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Actor, Happening, Origin } from '@tripmaster/rpc';
import { isbot } from 'isbot';
import type { Allowance } from './allowance.ts';
import type { Collector } from './collector.ts';
import type { EventsRepo } from './events.repo.ts';
import { countryOf } from './geography.ts';
import { isCounted } from './people.ts';
import type { Passes } from './passes.ts';
import { readEvent } from './seen-events.ts';
import type { Visitors } from './visitors.ts';

/** Programs that send events on purpose are no crawlers, whatever their libraries call themselves. */
const OWN_PROGRAM = /^(?:node|undici|lightmyrequest)\b/i;

type Call = { actor: Actor | undefined; origin: Origin };

type Deps = {
  db: Database;
  repo: EventsRepo;
  collector: Collector;
  visitors: Visitors;
  allowance: Allowance;
  passes: Passes;
  mode: CountingMode;
  /** Our own host, which leads nobody here. */
  host: string;
  now: () => number;
};

/** Counts what is seen, without a cookie, an address or a name. */
export function trackService({ db, repo, collector, visitors, allowance, passes, mode, host, now }: Deps) {
  /** Whose doing it is counted as: a person's, a visitor's, or nobody's, as they have asked. */
  async function countedAs({ actor, origin }: Call, consent: boolean): Promise<{ userId?: string } | undefined> {
    if (mode === 'off' || origin.uncounted === 'asked' || actor?.unnamed === true) return undefined;
    if (actor === undefined) return mode === 'consent' && !consent ? undefined : {};
    const [person] = await repo.person(db.read, { userId: actor.userId });
    const may = isCounted(person, mode) || (consent && person?.counted !== false);
    return may ? { userId: actor.userId } : undefined;
  }

  return {
    /**
     * Takes what a front end has seen. What is no event is dropped by itself and counted by its reason; of who is not to be
     * counted nothing is, not even that.
     */
    async track({ events, consent = false }: TrackInput, call: Call): Promise<TrackedEvents> {
      const sent = events.length;
      const none = { accepted: 0, dropped: sent };
      const who = await countedAs(call, consent);
      if (who === undefined || sent === 0) return none;
      const against = reasonAgainst(call.origin);
      if (against !== undefined) {
        collector.drop(against, sent);
        return none;
      }
      const taken = allowance.take(who.userId ?? call.origin.address, Math.min(sent, MOST_EVENTS));
      if (sent > MOST_EVENTS) collector.drop('too-many', sent - MOST_EVENTS);
      if (taken < Math.min(sent, MOST_EVENTS)) collector.drop('limited', Math.min(sent, MOST_EVENTS) - taken);
      const visitor = who.userId === undefined ? call.origin : { userId: who.userId };
      let accepted = 0;
      for (const one of events.slice(0, taken)) {
        const event = readEvent(one, { host, now: now() });
        if (typeof event === 'string') {
          collector.drop(event);
          continue;
        }
        const { timeZone, ...seen } = event;
        const hash = await visitors.hashOf(visitor, seen.at).catch(() => undefined);
        const country = countryOf(call.origin, timeZone) ?? null;
        const refused = hash === undefined ? 'unavailable' : collector.take({ ...seen, visitor: hash, country, userId: who.userId });
        if (refused === undefined) accepted += 1;
        else collector.drop(refused);
      }
      return { accepted, dropped: sent - accepted };
    },

    /**
     * Counts what changes nothing and so has no transaction: a file was taken, a link followed. `pass` says whose doing it
     * is where no session goes along. Never fails.
     */
    async notice(
      happening: Pick<Happening, 'name' | 'destination' | 'month'>,
      { pass, ...call }: Call & { pass?: string | undefined },
    ): Promise<void> {
      if (mode === 'off' || reasonAgainst(call.origin) !== undefined) return;
      const at = now();
      const row = { id: newId(at), at, ...happening };
      try {
        const userId = call.actor?.userId ?? (pass === undefined ? undefined : passes.read(pass));
        const [person] = userId === undefined ? [] : await repo.person(db.read, { userId });
        const unnamed = call.origin.uncounted === 'asked' || call.actor?.unnamed === true;
        const named = !unnamed && (userId === undefined ? mode === 'on' : isCounted(person, mode));
        const visitor = named ? await visitors.hashOf(userId === undefined ? call.origin : { userId }, at) : null;
        const country = named ? (countryOf(call.origin) ?? person?.country ?? null) : null;
        const refused = collector.take({ ...row, visitor, country, userId: named ? userId : undefined });
        if (refused !== undefined) collector.drop(refused);
      } catch {
        collector.drop('unavailable');
      }
    },

    /** What a link carries so that following it is this person's doing; see `PassFor`. */
    async passFor(actor: Actor): Promise<string | undefined> {
      const who = await countedAs({ actor, origin: { address: '', userAgent: undefined, country: undefined } }, false);
      return who?.userId === undefined ? undefined : passes.make(who.userId);
    },
  };
}

/** Why nothing of a request counts, whatever it brings. */
export function reasonAgainst({ userAgent, uncounted }: Origin): DroppedReason | undefined {
  if (uncounted === 'unseen') return 'unseen';
  return isbot(userAgent) && !OWN_PROGRAM.test(userAgent ?? '') ? 'bot' : undefined;
}

export type TrackService = ReturnType<typeof trackService>;
