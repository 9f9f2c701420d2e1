import { formatMoney, rulesHolding, type Item, type PlanDocument } from '@tripmaster/contracts';

function line(item: Item): string {
  const { travelFromPrevious: leg, hours, cost, place } = item;
  const way = leg ? `${leg.mode} ${leg.minutes} min, ${leg.spareMinutes} spare` : '';
  const parts = [
    item.title,
    place?.area && place.area !== place.name ? `(${place.area})` : '',
    hours ? `open ${hours.open}-${hours.close}` : '',
    cost ? formatMoney(cost) : '',
    item.locked ? 'FIXED' : '',
  ];
  return `  ${item.start}-${item.end}  ${item.kind.padEnd(8)} ${way.padEnd(24)} ${parts.filter((part) => part !== '').join(' | ')}`;
}

/** A plan as plain text, one line an item: for people who debug it. */
export function printPlan(doc: PlanDocument): string {
  const { verification, budget } = doc;
  const holding = rulesHolding(verification);
  const days = doc.days.flatMap(({ date, city, items }) => ['', `${date} ${city}`, ...items.map(line)]);
  const sums = budget.categories.map(({ category, total }) => `${category} ${formatMoney(total)}`).join(', ');
  const violations = verification.violations.flatMap(({ id, severity, message, waysOut }) => [
    `  ${severity} ${id}: ${message}`,
    ...waysOut.map((way) => `    -> ${way.label} (${formatMoney(way.costDelta)}; ${way.consequence})`),
  ]);
  return [
    doc.title,
    `${holding} of 20 rules hold; total ${formatMoney(budget.total)}${budget.limit ? ` of ${formatMoney(budget.limit)}` : ''}: ${sums}`,
    ...doc.notices.map(({ code, message }) => `  ${code}: ${message}`),
    ...days,
    ...(violations.length > 0 ? ['', ...violations] : []),
  ].join('\n');
}
