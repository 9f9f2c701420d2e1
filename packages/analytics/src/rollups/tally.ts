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

/** What is counted by: each value has a row of counts, in the order that stands behind it. */
export type Dimension =
  /** Visitors, sign-ups, plans made. */
  | 'country'
  /** Visitors, sign-ups. */
  | 'referrer'
  /** The same; a campaign is `[source, medium, campaign]` as JSON. */
  | 'campaign'
  /** Views, visitors. */
  | 'page'
  /** Plans made, copies taken. */
  | 'destination'
  /** Plans made. */
  | 'month';
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

/** What an event says of where somebody came from. */
const TRAITS = ['country', 'referrer', 'campaign'] as const;
type Trait = (typeof TRAITS)[number];

/** Counts the events of one day, in any order. */
export function startTally() {
  const names = new Map<EventName, number>();
  const visitors = new Set<string>();
  /** Visitors by what one of their events says. */
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
  const steps = new Map<string, Set<Step>>();
  let events = 0;

  function visit(visitor: string, event: CountedEvent): void {
    visitors.add(visitor);
    for (const trait of TRAITS) {
      const value = traitOf(event, trait);
      if (value !== undefined) noteVisitor(visitorsBy[trait], value, visitor);
    }
    if (event.name === 'page-viewed' && event.page !== null) noteVisitor(visitorsBy.page, event.page, visitor);
  }

  /** Visitors of whom no event says it. */
  function silent(trait: Trait): number {
    const known = new Set<string>();
    for (const some of visitorsBy[trait].values()) for (const visitor of some) known.add(visitor);
    return visitors.size - known.size;
  }

  return {
    add(event: CountedEvent): void {
      events += 1;
      const { name, person, visitor, page, destination, month } = event;
      names.set(name, (names.get(name) ?? 0) + 1);
      if (visitor !== null) visit(visitor, event);
      const step = STEP_OF[name];
      if (step !== undefined && person !== null) steps.set(person, (steps.get(person) ?? new Set()).add(step));
      if (name === 'page-viewed' && page !== null) count(lists.page, page, [1, 0]);
      if (name === 'plan-copied' && destination !== null) count(lists.destination, destination, [0, 1]);
      if (name === 'plan-made') {
        if (destination !== null) count(lists.destination, destination, [1, 0]);
        if (month !== null) count(lists.month, month, [1]);
        count(lists.country, traitOf(event, 'country') ?? '', [0, 0, 1]);
      }
      if (name === 'signed-up') {
        count(lists.country, traitOf(event, 'country') ?? '', [0, 1, 0]);
        count(lists.referrer, traitOf(event, 'referrer') ?? '', [0, 1]);
        const campaign = traitOf(event, 'campaign');
        if (campaign !== undefined) count(lists.campaign, campaign, [0, 1]);
      }
    },

    /** What came of it; nothing may be added afterwards. */
    finish() {
      for (const [page, some] of visitorsBy.page) count(lists.page, page, [0, some.size]);
      for (const trait of TRAITS) for (const [value, some] of visitorsBy[trait]) count(lists[trait], value, [some.size]);
      for (const trait of ['country', 'referrer'] as const) {
        const nowhere = silent(trait);
        if (nowhere > 0) count(lists[trait], '', [nowhere]);
      }
      const of = (name: EventName) => names.get(name) ?? 0;
      return {
        events,
        visitors: visitors.size,
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
