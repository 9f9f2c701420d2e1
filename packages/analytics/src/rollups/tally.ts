import type { EventName } from '@tripmaster/contracts';
import { count, type Counts } from './counts.ts';

/** Of an event, what is counted. */
export type CountedEvent = {
  name: EventName;
  person: string | null;
  visitor: string | null;
  country: string | null;
  page: string | null;
  referrer: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  destination: string | null;
  month: string | null;
};

/** What people are counted by, and the names of the counts. */
export const DIMENSIONS = {
  country: ['visitors', 'signUps', 'plansMade'],
  referrer: ['visitors', 'signUps'],
  /** `[source, medium, campaign]` as JSON. */
  campaign: ['visitors', 'signUps'],
  page: ['views', 'visitors'],
  destination: ['plans', 'copies'],
  month: ['plans'],
} as const;
export type Dimension = keyof typeof DIMENSIONS;
export const dimensions: readonly Dimension[] = ['country', 'referrer', 'campaign', 'page', 'destination', 'month'];

/** Steps that a person takes once, in the order of the funnel. */
export const STEPS = ['signedUp', 'planned', 'shared', 'clicked', 'paid'] as const;
export type Step = (typeof STEPS)[number];
const STEP_OF: Partial<Record<EventName, Step>> = {
  'signed-up': 'signedUp',
  'plan-made': 'planned',
  'plan-shared': 'shared',
  'booking-clicked': 'clicked',
  paid: 'paid',
};

/** Where somebody came from on a day, as far as it was said. */
type Visit = { country?: string; referrer?: string; campaign?: string };
type Trait = keyof Visit;
const TRAITS: readonly Trait[] = ['country', 'referrer', 'campaign'];

export type Tally = ReturnType<typeof startTally>;

/** Counts the events of one day, which must come in the order of their times (and ids). */
export function startTally() {
  const names = new Map<EventName, number>();
  const visits = new Map<string, Visit>();
  /** The first visitor that a person was seen as. */
  const seenAs = new Map<string, string>();
  const visitorsBy: Record<Trait | 'page', Map<string, Set<string>>> = {
    country: new Map(),
    referrer: new Map(),
    campaign: new Map(),
    page: new Map(),
  };
  const lists: Record<Dimension, Counts> = {
    country: new Map(),
    referrer: new Map(),
    campaign: new Map(),
    page: new Map(),
    destination: new Map(),
    month: new Map(),
  };
  /** Sign-ups and plans: what brought them is known when all visits are. */
  const traced: CountedEvent[] = [];
  const steps = new Map<string, Set<Step>>();
  let events = 0;

  function visit(visitor: string, event: CountedEvent): void {
    const known = visits.get(visitor) ?? {};
    visits.set(visitor, known);
    for (const trait of TRAITS) {
      const value = traitOf(event, trait);
      if (value === undefined) continue;
      known[trait] ??= value;
      noteVisitor(visitorsBy[trait], value, visitor);
    }
    if (event.person !== null && !seenAs.has(event.person)) seenAs.set(event.person, visitor);
  }

  /** An event's own trait, else that of the day's visit by the same visitor, or by the same person. */
  function attributed(event: CountedEvent, trait: Trait): string {
    const visitor = event.visitor ?? (event.person === null ? undefined : seenAs.get(event.person));
    return traitOf(event, trait) ?? (visitor === undefined ? undefined : visits.get(visitor)?.[trait]) ?? '';
  }

  return {
    add(event: CountedEvent): void {
      events += 1;
      const { name, person, visitor, page, destination, month } = event;
      names.set(name, (names.get(name) ?? 0) + 1);
      if (visitor !== null) visit(visitor, event);
      if (name === 'page-viewed' && page !== null) {
        count(lists.page, page, [1, 0]);
        if (visitor !== null) noteVisitor(visitorsBy.page, page, visitor);
      }
      if (name === 'plan-made' && destination !== null) count(lists.destination, destination, [1, 0]);
      if (name === 'plan-copied' && destination !== null) count(lists.destination, destination, [0, 1]);
      if (name === 'plan-made' && month !== null) count(lists.month, month, [1]);
      if (name === 'signed-up' || name === 'plan-made') traced.push(event);
      const step = STEP_OF[name];
      if (step !== undefined && person !== null) steps.set(person, (steps.get(person) ?? new Set()).add(step));
    },

    /** What came of it; nothing may be added afterwards. */
    finish() {
      for (const [page, visitors] of visitorsBy.page) count(lists.page, page, [0, visitors.size]);
      for (const trait of TRAITS)
        for (const [value, visitors] of visitorsBy[trait])
          count(lists[trait], value, [visitors.size, 0, 0].slice(0, DIMENSIONS[trait].length));
      for (const { country, referrer } of visits.values()) {
        if (country === undefined) count(lists.country, '', [1, 0, 0]);
        if (referrer === undefined) count(lists.referrer, '', [1, 0]);
      }
      for (const event of traced) {
        const signUp = event.name === 'signed-up';
        count(lists.country, attributed(event, 'country'), signUp ? [0, 1, 0] : [0, 0, 1]);
        if (!signUp) continue;
        count(lists.referrer, attributed(event, 'referrer'), [0, 1]);
        const campaign = attributed(event, 'campaign');
        if (campaign !== '') count(lists.campaign, campaign, [0, 1]);
      }
      const of = (name: EventName) => names.get(name) ?? 0;
      return {
        events,
        visitors: visits.size,
        signUps: of('signed-up'),
        plansMade: of('plan-made'),
        plansChanged: of('plan-changed'),
        plansShared: of('plan-shared'),
        bookingClicks: of('booking-clicked'),
        lists,
        steps,
      };
    },
  };
}

function traitOf(event: CountedEvent, trait: Trait): string | undefined {
  if (trait !== 'campaign') return event[trait] === null || event[trait] === '' ? undefined : event[trait];
  const { utmSource, utmMedium, utmCampaign } = event;
  return utmSource === null || utmSource === '' ? undefined : JSON.stringify([utmSource, utmMedium, utmCampaign]);
}

function noteVisitor(by: Map<string, Set<string>>, value: string, visitor: string): void {
  const known = by.get(value);
  if (known === undefined) by.set(value, new Set([visitor]));
  else known.add(visitor);
}
