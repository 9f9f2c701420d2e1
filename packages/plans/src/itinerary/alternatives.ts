import type { Item, PlanOperation, Style } from '@tripmaster/contracts';
import type { Draft } from './draft.ts';
import { mapLink } from './links.ts';
import type { Slot } from './slots.ts';

import type { Assembled, Comfort } from './assemble.ts';
import { timeOf } from '@tripmaster/contracts';

const LEVELS: Style[] = ['budget', 'mid', 'luxury'];
const NAMES: Record<Style, string> = { budget: 'simple', mid: 'mid-range', luxury: 'upmarket' };
/** How many other sights are offered in place of one. */
const OFFERED = 6;

/** The item at another level of price; the same item where it has no such price. */
function atStyle(item: Item, slot: Slot, draft: Draft, stage: number, style: Style): Item | undefined {
  const prices = draft.bases[stage]?.proposal.prices;
  if (!prices || !slot.priced || slot.priced === 'transitDay') return undefined;
  return { ...item, cost: { amount: prices[slot.priced][style], currency: draft.trip.currency } };
}

/** What could stand in for an item of this plan, for `explain`: cheaper nights and meals, other sights. */
export function alternativesOf(
  draft: Draft,
  { days, slots }: Pick<Assembled, 'days' | 'slots'>,
  comfort: Comfort,
): { alternatives: (item: Item, date: string) => Item[]; restyle: (style: Style) => PlanOperation[] } {
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
      return others.slice(0, OFFERED).map((candidate): Item => ({
        id: item.id,
        kind: candidate.kind,
        title: candidate.title,
        place: candidate.place,
        start: item.start,
        end: timeOf(Math.min(slot.end, slot.start + candidate.visitMinutes)),
        ...(candidate.cost ? { cost: candidate.cost, costBasis: candidate.costBasis ?? 'usual' } : {}),
        category: 'activities',
        links: mapLink(candidate.place),
        provenance: candidate.provenance,
        locked: false,
      }));
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
