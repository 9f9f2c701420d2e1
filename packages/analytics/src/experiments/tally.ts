import { utcDate, type ExperimentDesign, type ExperimentMetric } from '@tripmaster/contracts';
import type { ConvertOn } from '@tripmaster/rpc';
import { NOTHING, type Spread, type Sums } from '../statistics/sums.ts';

/** Whose amounts are counted where the metric doesn't say. */
const DEFAULT_CURRENCY = 'EUR';

/** A unit that takes part. */
export type Exposed = { unit: string; variation: number; at: number };

/** Events of one name and currency that a unit had on one day, before or since it was first exposed. */
export type Deeds = { day: string; name: string; currency: string | null; since: boolean; times: number; amount: bigint };

/** What a day added to the sums of one variation by one metric. */
export type Cell = { metric: number; variation: number; day: string; added: Sums };

/** Metrics in the order of their places: those that are wanted, then the guardrails. */
export function metricsOf({ metrics, guardrails }: Pick<ExperimentDesign, 'metrics' | 'guardrails'>): ExperimentMetric[] {
  return [...metrics, ...guardrails];
}

function currencyOf({ kind, currency }: ExperimentMetric): string | undefined {
  return kind === 'amount' ? (currency ?? DEFAULT_CURRENCY) : undefined;
}

export function spreadOf({ kind }: ExperimentMetric): Spread {
  return kind === 'conversion' ? 'proportion' : 'mean';
}

/**
 * Adds unit by unit to what each day added, exactly. Amounts in another currency than their metric's count by the rates of their
 * day, rounded once for all that a unit has of one currency on it.
 */
export function tally(metrics: readonly ExperimentMetric[], convert: ConvertOn) {
  const cells = new Map<string, Cell>();
  let otherCurrency = 0;

  function cell(metric: number, variation: number, day: string): Sums {
    const key = `${metric} ${variation} ${day}`;
    const known = cells.get(key);
    if (known !== undefined) return known.added;
    const added = { ...NOTHING };
    cells.set(key, { metric, variation, day, added });
    return added;
  }

  return {
    /** Takes in one unit with all it did within the window before its exposure and since. */
    add({ variation, at }: Exposed, deeds: readonly Deeds[]): void {
      const inOrder = deeds.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
      metrics.forEach((metric, place) => {
        const currency = currencyOf(metric);
        const meant = inOrder.filter((deed) => deed.name === metric.event);
        const sized = meant.flatMap(({ day, since, times, amount, currency: of }) => {
          if (currency === undefined) return [{ day, since, size: BigInt(times) }];
          const size = of === currency ? amount : of === null ? undefined : convert(day, amount, of, currency);
          if (size === undefined && since) otherCurrency += times;
          return size === undefined ? [] : [{ day, since, size }];
        });

        const valueOf = (total: bigint) => (metric.kind === 'conversion' ? (total === 0n ? 0n : 1n) : total);
        const before = valueOf(sized.reduce((sum, { since, size }) => (since ? sum : sum + size), 0n));
        const first = cell(place, variation, utcDate(at));
        first.units += 1;
        first.preSum += before;
        first.preSquares += before * before;

        let total = 0n;
        for (const { day, since, size } of sized) {
          if (!since) continue;
          const was = valueOf(total);
          total += size;
          const is = valueOf(total);
          if (is === was) continue;
          const added = cell(place, variation, day);
          added.active += Number(is !== 0n) - Number(was !== 0n);
          added.sum += is - was;
          added.squares += is * is - was * was;
          added.products += before * (is - was);
        }
      });
    },

    result: () => ({ cells: [...cells.values()], otherCurrency }),
  };
}
