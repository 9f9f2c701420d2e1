import { type PublicPlanSummary, fold } from '@tripmaster/contracts';

/** A destination and how many of the plans go there. */
export type Popular = { name: string; plans: number };

const MOST = 8;

/** The destinations most plans go to, most first, then by name. Spellings that fold alike are one. */
export function popularOf(plans: readonly Pick<PublicPlanSummary, 'destinations'>[]): Popular[] {
  const counts = new Map<string, Popular>();
  for (const { destinations } of plans) {
    for (const [key, name] of new Map(destinations.map((one) => [fold(one), one]))) {
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { name, plans: 1 });
      else known.plans += 1;
    }
  }
  return [...counts.values()].toSorted((a, b) => b.plans - a.plans || a.name.localeCompare(b.name)).slice(0, MOST);
}

const COVERS = ['night', 'sea', 'plum'] as const;

/** A plan's cover colour: always the same one, from its id. */
export function coverOf(id: string): (typeof COVERS)[number] {
  const sum = [...id].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 997, 7);
  return COVERS[sum % COVERS.length] ?? 'night';
}

/** What a plan costs a person a day, to the minor unit. */
export function dailyPrice({
  total,
  travellers,
  days,
}: Pick<PublicPlanSummary, 'total' | 'travellers' | 'days'>): PublicPlanSummary['total'] {
  return { ...total, amount: Math.round(total.amount / Math.max(1, travellers * days)) };
}
