import { formatMoney, type Violation } from '@tripmaster/contracts';
import { costIn, partySize, sumBudget } from '../budget/index.ts';
import { isNight, tripDates } from '../verify/index.ts';
import { count, dateWords, list } from '../words.ts';
import { SIZE, remove, replacements, type At, type Proposal, type Scene } from './proposals.ts';

/** Most items left out together. */
const MOST_OUT = 8;

/** Ways to come down to the limit: one thing that is enough, several cheap ones, another style, or another limit. */
export function cheaper(scene: Scene, items: readonly At[], violation: Violation): Proposal[] {
  const { doc, options } = scene;
  const { currency } = doc.budget.total;
  const limit = doc.request.budget;
  const again: Proposal = {
    label: 'Add the prices up again',
    operations: [{ op: 'set-budget', ...(limit === undefined ? {} : { budget: { amount: limit.amount, currency: limit.currency } }) }],
    size: SIZE.recount,
  };
  if (items.length > 0) {
    return items.flatMap((at): Proposal[] => {
      const { cost: _, costBasis: __, ...unpriced } = at.item;
      return [
        {
          label: `Leave the price of “${at.item.title}” open`,
          operations: [{ op: 'replace', itemId: at.item.id, item: unpriced }],
          size: SIZE.recount,
        },
        remove(at),
      ];
    });
  }
  if (violation.id !== '9:over' || limit === undefined) return [again];

  const total = sumBudget(doc.days, {
    currency,
    party: partySize(doc.request),
    ...(doc.budget.rates === undefined ? {} : { rates: doc.budget.rates }),
  }).total.amount;
  const over = total - limit.amount;
  const priced = doc.days
    .flatMap(({ date, items: all }) => all.map((item) => ({ item, date, cost: costIn(item, currency, doc.budget.rates) ?? 0 })))
    .filter(({ item, cost }) => cost > 0 && !item.locked);
  const optional = priced.filter(({ item }) => item.kind === 'sight' || item.kind === 'activity').toSorted((a, b) => a.cost - b.cost);

  const swaps = priced.flatMap((at) =>
    replacements(scene, at).filter(
      ({ operations: [first] }) => first?.op === 'replace' && at.cost - (costIn(first.item, currency, doc.budget.rates) ?? at.cost) >= over,
    ),
  );
  const enough = optional
    .filter(({ cost }) => cost >= over)
    .slice(0, 4)
    .map((at, index) => ({ ...remove(at), size: SIZE.remove + index }));
  const styled = (['mid', 'budget'] as const).flatMap((style): Proposal[] => {
    const operations = options.restyle?.(style) ?? [];
    return operations.length === 0
      ? []
      : [
          {
            label: `Travel in ${style === 'mid' ? 'the middle range' : 'the budget range'}`,
            operations: [{ op: 'set-style', style }, ...operations],
            size: SIZE.wish,
          },
        ];
  });
  return [
    ...swaps,
    ...enough,
    ...together(optional, over),
    ...shorter(scene),
    ...styled,
    {
      label: `Raise the limit to ${formatMoney({ amount: total, currency })}`,
      operations: [{ op: 'set-budget', budget: { amount: total, currency } }],
      size: SIZE.wish + 1,
      consequence: 'Nothing in the plan changes.',
    },
  ];
}

/** Going home up to three days earlier: what lies after goes, and the last night with it. */
function shorter({ doc }: Scene): Proposal[] {
  const dates = tripDates(doc);
  const start = dates[0];
  return [1, 2, 3].flatMap((fewer): Proposal[] => {
    const end = dates.at(-1 - fewer);
    if (start === undefined || end === undefined) return [];
    const nights = doc.days.filter(({ date }) => date === end).flatMap(({ items }) => items.filter(isNight));
    return [
      {
        label: `${count(fewer, 'day')} less, home on ${dateWords(end)}`,
        operations: [{ op: 'set-dates', start, end }, ...nights.map(({ id }) => ({ op: 'remove' as const, itemId: id }))],
        size: SIZE.wish - 100 + SIZE.perDay * fewer,
      },
    ];
  });
}

/** The fewest of the dearest that come down to the limit together, where no one thing does. */
function together(optional: readonly (At & { cost: number })[], over: number): Proposal[] {
  const out: At[] = [];
  let saved = 0;
  for (const at of optional.toReversed()) {
    if (saved >= over || out.length >= MOST_OUT) break;
    out.push(at);
    saved += at.cost;
  }
  if (saved < over || out.length < 2) return [];
  return [
    {
      label: `Leave out ${list(out.map(({ item }) => `“${item.title}”`))}`,
      operations: out.map(({ item }) => ({ op: 'remove', itemId: item.id })),
      size: SIZE.remove + SIZE.perDay * out.length,
    },
  ];
}
