import { minutesOf, timeOf, type Day, type Item, type PlanOperation, type Style } from '@tripmaster/contracts';
import { isNight, lengthOf } from '../verify/index.ts';
import type { Assembled, Comfort } from './assemble.ts';
import type { Draft } from './draft.ts';
import { mapLink } from './links.ts';
import type { Slot } from './slots.ts';
import type { Candidate, Proposal, StageProposal } from './types.ts';

const LEVELS: Style[] = ['budget', 'mid', 'luxury'];
const NAMES: Record<Style, string> = { budget: 'simple', mid: 'mid-range', luxury: 'upmarket' };
/** How many other sights are offered in place of one. */
const OFFERED = 6;

/** What `explain` asks for: other things for an item, and operations for another style's prices. */
export type Alternatives = { alternatives: (item: Item, date: string) => Item[]; restyle: (style: Style) => PlanOperation[] };

/** The item at another level of price; the same item where it has no such price. */
function atStyle(item: Item, slot: Slot, draft: Draft, stage: number, style: Style): Item | undefined {
  const prices = draft.bases[stage]?.proposal.prices;
  if (!prices || !slot.priced || slot.priced === 'transitDay') return undefined;
  return { ...item, cost: { amount: prices[slot.priced][style], currency: draft.trip.currency } };
}

/** What could stand in for an item of this plan, for `explain`: cheaper nights and meals, other sights. */
export function alternativesOf(draft: Draft, { days, slots }: Pick<Assembled, 'days' | 'slots'>, comfort: Comfort): Alternatives {
  const stageOf = (item: Item): number =>
    Math.max(
      0,
      draft.bases.findIndex(
        ({ proposal }) =>
          proposal.areas.some(({ place }) => place === slots.get(item.id)?.place) ||
          proposal.candidates.some((candidate) => candidate === slots.get(item.id)?.candidate),
      ),
    );
  return {
    alternatives(item) {
      const slot = slots.get(item.id);
      if (!slot || item.locked) return [];
      const stage = stageOf(item);
      if (slot.priced) {
        const level = slot.priced === 'stay' ? comfort.stay : comfort.meals;
        return LEVELS.filter((style) => style !== level).flatMap((style) => {
          const other = atStyle(item, slot, draft, stage, style);
          return other ? [{ ...other, title: `${item.title} (${NAMES[style]})`.slice(0, 200) }] : [];
        });
      }
      if (!slot.candidate) return [];
      const used = new Set([...slots.values()].flatMap(({ candidate }) => candidate?.id ?? []));
      const room = slot.end - slot.start;
      const others = (draft.bases[stage]?.proposal.candidates ?? []).filter(
        (candidate) => !used.has(candidate.id) && candidate.visitMinutes <= room + 15,
      );
      return others.slice(0, OFFERED).map((candidate) => inPlaceOf(item, candidate, slot.start, slot.end));
    },
    restyle(style) {
      return days.flatMap(({ items }) =>
        items.flatMap((item): PlanOperation[] => {
          const slot = slots.get(item.id);
          const other = slot && atStyle(item, slot, draft, stageOf(item), style);
          return other && other.cost?.amount !== item.cost?.amount ? [{ op: 'replace', itemId: item.id, item: other }] : [];
        }),
      );
    },
  };
}

/** Another sight in the time of an item, and under its id. */
function inPlaceOf(item: Item, candidate: Candidate, start: number, end: number): Item {
  return {
    id: item.id,
    kind: candidate.kind,
    title: candidate.title,
    place: candidate.place,
    start: item.start,
    end: timeOf(Math.min(end, start + candidate.visitMinutes)),
    ...(candidate.cost ? { cost: candidate.cost, costBasis: candidate.costBasis ?? 'usual' } : {}),
    category: 'activities',
    links: mapLink(candidate.place),
    provenance: candidate.provenance,
    locked: false,
  };
}

/**
 * The same for a plan of which only the document is left: what a proposal for its cities and dates has in stock. What the
 * traveller entered or priced themselves is theirs, and nothing stands in for it.
 */
export function alternativesIn(days: readonly Day[], { stages }: Pick<Proposal, 'stages'>): Alternatives {
  const used = new Set(days.flatMap(({ items }) => items.flatMap(({ place }) => place?.id ?? [])));
  const stageOf = ({ place }: Item): StageProposal | undefined =>
    place?.id === undefined
      ? undefined
      : stages.find(({ areas, candidates }) => [...areas, ...candidates].some((known) => known.place.id === place.id));
  const pricesOf = (item: Item): Record<Style, number> | undefined => {
    const kind = isNight(item) ? 'stay' : item.kind === 'meal' ? item.meal : undefined;
    const prices = item.costBasis === 'given' || item.provenance === 'user' || kind === undefined ? undefined : stageOf(item)?.prices;
    return kind === undefined ? undefined : prices?.[kind];
  };
  const priced = (item: Item, style: Style): Item | undefined => {
    const amount = pricesOf(item)?.[style];
    return amount === undefined || item.cost === undefined || amount === item.cost.amount
      ? undefined
      : { ...item, cost: { amount, currency: item.cost.currency } };
  };
  return {
    alternatives(item) {
      if (item.locked || item.provenance === 'user') return [];
      if (pricesOf(item) !== undefined) {
        const title = item.title.replace(/ \((?:simple|mid-range|upmarket)\)$/, '');
        return LEVELS.flatMap((style) => {
          const other = priced(item, style);
          return other ? [{ ...other, title: `${title} (${NAMES[style]})`.slice(0, 200) }] : [];
        });
      }
      if (item.kind !== 'sight' && item.kind !== 'activity') return [];
      const start = minutesOf(item.start);
      const room = lengthOf(item);
      return (stageOf(item)?.candidates ?? [])
        .filter(({ place, visitMinutes }) => (place.id === undefined || !used.has(place.id)) && visitMinutes <= room + 15)
        .slice(0, OFFERED)
        .map((candidate) => inPlaceOf(item, candidate, start, start + room));
    },
    restyle(style) {
      return days.flatMap(({ items }) =>
        items.flatMap((item): PlanOperation[] => {
          const other = item.locked ? undefined : priced(item, style);
          return other ? [{ op: 'replace', itemId: item.id, item: other }] : [];
        }),
      );
    },
  };
}
