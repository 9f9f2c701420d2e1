import { fold, type Item, type Plan, type Verification } from '@tripmaster/contracts';

/** Rules whose evidence and violations speak of the traveller: arrival, budget, diets, access, children, fixed items. */
const PERSONAL_RULES: ReadonlySet<number> = new Set([6, 9, 10, 11, 12, 17]);

/**
 * The plan as somebody else may see it: the trip, and nothing its maker told us about themselves. Not their home,
 * limit, needs, ages, words, bookings or own entries; the party is a number. Prices stay, so that the sums are right.
 */
export function forOthers(plan: Plan, ownerName: string | null): Plan {
  const { destinations, dates, travellers, interests, style, pace, origin } = plan.request;
  const home = origin === undefined ? undefined : fold(origin.split(',')[0] ?? origin);
  const { limit: _limit, left: _left, ...budget } = plan.budget;
  return {
    ...plan,
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
    days: plan.days.map((day) => ({ ...day, items: day.items.map((item) => neutral(plan.version === 1 ? item : unwritten(item), home)) })),
    budget,
    verification: impersonal(plan.verification),
    notices: plan.notices.filter(({ code }) => code === 'skeleton'),
    owner: { name: ownerName ?? 'A traveller' },
  };
}

/** Once a plan was changed, any note may be the traveller's. */
function unwritten({ notes: _notes, ...item }: Item): Item {
  return item;
}

/** What a traveller entered becomes a block of time, a journey from or to their home a journey. */
function neutral(item: Item, home: string | undefined): Item {
  const own = item.provenance === 'user';
  const journey = item.kind === 'transfer' && home !== undefined && home !== '' && fold(`${item.title} ${item.notes ?? ''}`).includes(home);
  if (!own && !journey) return item;
  const { place: _place, notes: _notes, hours: _hours, travelFromPrevious: _leg, ...rest } = item;
  return { ...rest, title: own ? 'Something of the traveller’s own' : 'Journey', links: [] };
}

function impersonal(verification: Verification): Verification {
  return {
    ...verification,
    rules: verification.rules.map((rule) => (PERSONAL_RULES.has(rule.rule) ? { ...rule, evidence: [] } : rule)),
    violations: verification.violations.filter(({ rule }) => !PERSONAL_RULES.has(rule)).map((violation) => ({ ...violation, waysOut: [] })),
  };
}
