import { fractionDigits, type Item } from '@tripmaster/contracts';
import { costIn } from '../budget/index.ts';
import { dateWords } from '../words.ts';
import { SIZE, freshId, remove, replacements, type Proposal, type Propose } from './proposals.ts';

/** Another table of the plan, for a meal whose place will not do. */
export const elsewhere: Propose = (scene, items) =>
  items.flatMap((at) => {
    const tables =
      at.item.kind === 'meal'
        ? scene.doc.days.flatMap((day) =>
            day.items.filter(({ kind, place }) => kind === 'meal' && place !== undefined && place.name !== at.item.place?.name),
          )
        : [];
    const places = [...new Map(tables.map(({ place }) => [place?.name, place] as const)).values()].slice(0, 6);
    return [
      ...replacements(scene, at),
      ...places.flatMap((place, index): Proposal[] =>
        place === undefined
          ? []
          : [
              {
                label: `Eat in ${place.name} instead`,
                operations: [
                  {
                    op: 'replace',
                    itemId: at.item.id,
                    item: {
                      ...withoutLeg(at.item),
                      title: `${at.item.meal ?? 'Meal'} in ${place.name}`.replace(/^./, (letter) => letter.toUpperCase()),
                      place,
                    },
                  },
                ],
                size: SIZE.swap + 10 + index,
              },
            ],
      ),
      remove(at),
    ];
  });

export const where: Propose = (scene, items, violation) =>
  items.flatMap((at) => {
    const place = at.item.place;
    const known = place?.id === undefined ? undefined : scene.facts.place(place.id);
    const put: Proposal[] =
      place === undefined || known === undefined
        ? []
        : [
            {
              label: `Put “${at.item.title}” where the guide has it`,
              operations: [
                {
                  op: 'replace',
                  itemId: at.item.id,
                  item: { ...withoutLeg(at.item), place: { ...place, lat: known.lat, lon: known.lon } },
                },
              ],
              size: SIZE.recount,
            },
          ];
    return [...put, ...elsewhere(scene, [at], violation)];
  });

export const asFixed: Propose = ({ doc }, items, violation) => {
  const wish = doc.request.fixed?.[Number(violation.id.slice('17:'.length).split(' ')[0])];
  if (wish === undefined) return [];
  const span = `${dateWords(wish.date)}, ${wish.start} to ${wish.end}`;
  const [at] = items;
  const place = wish.place === undefined ? {} : { place: { ...wish.place, source: 'user' as const } };
  const fixed = {
    title: wish.title,
    start: wish.start,
    end: wish.end,
    ...place,
    ...(wish.cost === undefined ? {} : { cost: wish.cost, costBasis: 'given' as const }),
    locked: true,
  };
  if (at === undefined) {
    const item: Item = { id: freshId(doc, 'fixed'), kind: 'activity', links: [], provenance: 'user', ...fixed };
    return [{ label: `Put “${wish.title}” in on ${span}`, operations: [{ op: 'add', date: wish.date, item }], size: SIZE.add }];
  }
  const operations: Proposal['operations'] = [{ op: 'replace', itemId: at.item.id, item: { ...withoutLeg(at.item), ...fixed } }];
  if (at.date !== wish.date) operations.push({ op: 'move', itemId: at.item.id, date: wish.date, start: wish.start });
  return [{ label: `Put “${wish.title}” back to ${span}`, operations, size: SIZE.recount }];
};

export const sameCurrency: Propose = ({ doc }, items) => {
  const { currency } = doc.budget.total;
  const proposals = items.flatMap((at): Proposal[] => {
    const { cost: _, costBasis: __, ...unpriced } = at.item;
    const amount = costIn(at.item, currency, doc.budget.rates);
    const price = (item: Item): Proposal['operations'] => [{ op: 'replace', itemId: at.item.id, item }];
    return [
      ...(amount === undefined
        ? []
        : [
            {
              label: `Price “${at.item.title}” in ${currency}`,
              operations: price({ ...at.item, cost: { amount, currency } }),
              size: SIZE.recount,
            },
          ]),
      {
        label: `Leave the price of “${at.item.title}” open`,
        operations: price(unpriced),
        size: SIZE.swap,
        consequence: 'It is not in the sums any more.',
      },
    ];
  });
  if (items.length > 0) return proposals;
  const limit = doc.request.budget;
  const rate = doc.budget.rates?.find((known) => known.currency === limit?.currency);
  const converted =
    limit === undefined || rate === undefined || !(rate.perUnit > 0)
      ? undefined
      : Math.round((limit.amount / rate.perUnit) * 10 ** (fractionDigits(currency) - fractionDigits(limit.currency)));
  return [
    ...(converted === undefined || !Number.isSafeInteger(converted)
      ? []
      : [
          {
            label: `Keep the limit in ${currency}`,
            operations: [{ op: 'set-budget' as const, budget: { amount: converted, currency } }],
            size: SIZE.recount,
          },
        ]),
    ...(limit === undefined || limit.currency === currency
      ? [
          {
            label: 'Add the prices up again',
            operations: [
              { op: 'set-budget' as const, ...(limit === undefined ? {} : { budget: { amount: limit.amount, currency: limit.currency } }) },
            ],
            size: SIZE.recount,
          },
        ]
      : []),
    { label: 'Plan without a limit', operations: [{ op: 'set-budget' }], size: SIZE.wish },
  ];
};

function withoutLeg(item: Item): Item {
  const { travelFromPrevious: _, hours: __, ...rest } = item;
  return rest;
}
