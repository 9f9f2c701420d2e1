import { fold, type Evidence, type Item, type Plan, type Verification } from '@tripmaster/contracts';
import { NAMELESS } from './document.ts';
import { hideDates } from './hide-dates.ts';

/** Rules whose evidence and violations speak of the traveller: arrival, budget, diets, access, children, fixed items. */
const PERSONAL_RULES: ReadonlySet<number> = new Set([6, 9, 10, 11, 12, 17]);

/** The plan as somebody sees it who is not on the trip and has no link to it: without its dates unless its owner shows them. */
export function forStrangers(plan: Plan, { ownerName, showsDates }: { ownerName: string | null; showsDates: boolean }): Plan {
  const seen = forOthers(plan, ownerName);
  return showsDates ? seen : hideDates(seen);
}

/**
 * The plan as somebody else may see it: the trip, and nothing its maker told us about themselves. Not their home,
 * limit, needs, ages, words, bookings, own entries or ideas; the party is a number. Prices stay, so that the sums are right.
 */
export function forOthers(plan: Plan, ownerName: string | null): Plan {
  const { destinations, dates, travellers, interests, style, pace, origin } = plan.request;
  const home = origin === undefined ? undefined : fold(origin.split(',')[0] ?? origin);
  const { limit: _limit, left: _left, ...budget } = plan.budget;
  const { ideas: _ideas, ...trip } = plan;
  const zones = new Set(plan.destinations.map(({ timeZone }) => timeZone));
  return {
    ...trip,
    request: {
      destinations: destinations.map(({ name }) => ({ name })),
      dates,
      travellers: { adults: travellers.adults + travellers.childrenAges.length, childrenAges: [] },
      interests,
      dietary: [],
      accessibility: [],
      ...(style === undefined ? {} : { style }),
      ...(pace === undefined ? {} : { pace }),
    },
    days: plan.days.map((day) => ({
      ...day,
      items: day.items.map((item, index) => {
        const before = day.items[index - 1];
        return neutral(before !== undefined && isOwn(before, home) ? withoutLeg(item) : item, home, zones);
      }),
    })),
    budget,
    verification: impersonal(plan, home),
    notices: plan.notices.filter(({ code }) => code === 'skeleton'),
    // It comes from the whole request: with a little trying it would tell what of it is hidden.
    engine: { ...plan.engine, seed: 0 },
    owner: { name: ownerName ?? NAMELESS },
  };
}

/** How far it is from something of the traveller's own would tell where that is. */
function withoutLeg({ travelFromPrevious: _leg, ...item }: Item): Item {
  return item;
}

/** What tells of the traveller: what they entered, and a journey from or to their home. */
function isOwn(
  { kind, title, notes, provenance }: Pick<Item, 'kind' | 'title' | 'notes' | 'provenance'>,
  home: string | undefined,
): boolean {
  const journey = kind === 'transfer' && home !== undefined && home !== '' && fold(`${title} ${notes ?? ''}`).includes(home);
  return provenance === 'user' || journey;
}

/**
 * What a traveller entered becomes a block of time, a journey from or to their home a journey. No note stays: it may be the
 * traveller's, also in a first version, which may be a copy or come from a file.
 */
function neutral({ notes, ...item }: Item, home: string | undefined, zones: ReadonlySet<string>): Item {
  if (!isOwn({ ...item, notes }, home)) return item;
  const { place: _place, hours: _hours, travelFromPrevious: _leg, arrival, ...rest } = item;
  // Where it ends in a zone of the trip, the rest of its day is told by the clocks there; any other would tell of the traveller's home.
  const landing = arrival !== undefined && zones.has(arrival.timeZone) ? { arrival } : {};
  return { ...rest, title: item.provenance === 'user' ? 'Something of the traveller’s own' : 'Journey', links: [], ...landing };
}

/** Without what speaks of the traveller, be it by its rule or by naming something of theirs. */
function impersonal({ verification, days }: Plan, home: string | undefined): Verification {
  const own = days.flatMap(({ items }) => items.filter((item) => isOwn(item, home)));
  const ids = new Set(own.map(({ id }) => id));
  const names = own.flatMap(({ title, place }) => [title, ...(place === undefined ? [] : [place.name])]);
  const tells = (text: string): boolean => names.some((name) => text.includes(name));
  const silent = (evidence: Evidence[]): Evidence[] => evidence.filter(({ text }) => !tells(text));
  return {
    ...verification,
    rules: verification.rules.map((rule) => ({ ...rule, evidence: PERSONAL_RULES.has(rule.rule) ? [] : silent(rule.evidence) })),
    violations: verification.violations
      .filter(({ rule, itemIds, message }) => !PERSONAL_RULES.has(rule) && !itemIds.some((id) => ids.has(id)) && !tells(message))
      .map((violation) => ({ ...violation, evidence: silent(violation.evidence), waysOut: [] })),
  };
}
