import type { Money } from '@tripmaster/contracts';
import { asking, change, printing, summed, type Mutation } from './kit.ts';

const more = (money: Money, by = 1): Money => ({ ...money, amount: money.amount + by });
const other = (currency: string): string => (currency === 'CHF' ? 'EUR' : 'CHF');

export const MONEY: readonly Mutation[] = [
  {
    name: 'a price that bursts the limit',
    rule: 9,
    seed: (plan) => {
      const { left, limit } = plan.doc.budget;
      const line = plan.any(({ item }) => item.cost !== undefined && item.provenance !== 'user');
      const cost = line?.item.cost;
      if (line === undefined || cost === undefined || left === undefined || limit === undefined) return undefined;
      return { doc: summed(change(plan.doc, line.item.id, { cost: more(cost, left.amount + 1) })), says: 'over your limit' };
    },
  },
  {
    name: 'a limit below the total',
    rule: 9,
    seed: ({ doc }) => {
      const { total } = doc.budget;
      if (total.amount < 2) return undefined;
      const limit = more(total, -1);
      return { doc: summed(printing(asking(doc, { budget: limit }), { limit })), says: 'over your limit' };
    },
  },
  {
    name: 'a price that changed behind the sums',
    rule: 9,
    seed: (plan) => {
      const line = plan.any(({ item }) => item.cost !== undefined);
      const cost = line?.item.cost;
      return line && cost && { doc: change(plan.doc, line.item.id, { cost: more(cost, 100) }), says: 'in all' };
    },
  },
  {
    name: 'a total that is one unit off',
    rule: 9,
    seed: ({ doc }) => ({ doc: printing(doc, { total: more(doc.budget.total) }), says: 'in all' }),
  },
  {
    name: 'a wrong share a person',
    rule: 9,
    seed: ({ doc }) => ({ doc: printing(doc, { perPerson: more(doc.budget.perPerson) }), says: 'a person' }),
  },
  {
    name: 'a wrong share a day',
    rule: 9,
    seed: ({ doc }) => ({ doc: printing(doc, { perDay: more(doc.budget.perDay, -1) }), says: 'a day' }),
  },
  {
    name: 'a wrong rest of the limit',
    rule: 9,
    seed: ({ doc }) =>
      doc.budget.left === undefined ? undefined : { doc: printing(doc, { left: more(doc.budget.left, 50) }), says: 'left' },
  },
  {
    name: 'a limit that is not printed',
    rule: 9,
    seed: ({ doc }) => {
      const { limit, ...rest } = doc.budget;
      return limit && { doc: { ...doc, budget: rest }, says: 'as the limit' };
    },
  },
  {
    name: 'a wrong sum of a category',
    rule: 9,
    seed: ({ doc }) => {
      const [first, ...rest] = doc.budget.categories;
      return (
        first && { doc: printing(doc, { categories: [{ ...first, total: more(first.total) }, ...rest] }), says: `for ${first.category}` }
      );
    },
  },
  {
    name: 'a category left out',
    rule: 9,
    seed: ({ doc }) => {
      const [first, ...rest] = doc.budget.categories;
      return first && first.total.amount > 0 ? { doc: printing(doc, { categories: rest }), says: `for ${first.category}` } : undefined;
    },
  },
  {
    name: 'a category twice',
    rule: 9,
    seed: ({ doc }) => {
      const [first] = doc.budget.categories;
      return first && { doc: printing(doc, { categories: [...doc.budget.categories, first] }), says: `for ${first.category}` };
    },
  },
  {
    name: 'a wrong share of a category',
    rule: 9,
    seed: ({ doc }) => {
      const [first, ...rest] = doc.budget.categories;
      return (
        first && {
          doc: printing(doc, { categories: [{ ...first, perPersonPerDay: more(first.perPersonPerDay) }, ...rest] }),
          says: `for ${first.category} a person and day`,
        }
      );
    },
  },
  {
    name: 'a price below nothing',
    rule: 9,
    seed: (plan) => {
      const line = plan.any(({ item }) => item.cost !== undefined);
      const cost = line?.item.cost;
      return line && cost && { doc: summed(change(plan.doc, line.item.id, { cost: { ...cost, amount: -500 } })), items: [line.item.id] };
    },
  },
  {
    name: 'a price in another currency',
    rule: 18,
    seed: (plan) => {
      const line = plan.any(({ item }) => item.cost !== undefined);
      const cost = line?.item.cost;
      return (
        line &&
        cost && { doc: change(plan.doc, line.item.id, { cost: { ...cost, currency: other(cost.currency) } }), items: [line.item.id] }
      );
    },
  },
  {
    name: 'a limit in another currency',
    rule: 18,
    seed: ({ doc }) => {
      const currency = other(doc.budget.total.currency);
      return { doc: asking(doc, { budget: { amount: 900_000_000, currency } }), says: currency };
    },
  },
  {
    name: 'a sum in another currency',
    rule: 18,
    seed: ({ doc }) => {
      const currency = other(doc.budget.total.currency);
      return { doc: printing(doc, { perDay: { ...doc.budget.perDay, currency } }), says: currency };
    },
  },
  ...(
    [
      ['a rate of a day to come', { asOf: '2099-01-01' }],
      ['a rate of nothing', { perUnit: 0 }],
      ['a rate below nothing', { perUnit: -1 }],
      ['a rate from nowhere', { source: ' ' }],
    ] as const
  ).map(([name, wrong]): Mutation => ({
    name,
    rule: 18,
    seed: ({ doc }) => {
      const currency = other(doc.budget.total.currency);
      const rate = { currency, perUnit: 1.2, asOf: '2026-11-20', source: 'ECB', ...wrong };
      return {
        doc: printing(doc, { rates: [...(doc.budget.rates ?? []).filter((one) => one.currency !== currency), rate] }),
        says: currency,
      };
    },
  })),
];
