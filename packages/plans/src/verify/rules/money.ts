import { formatMoney, type Budget, type Money } from '@tripmaster/contracts';
import { partySize, sumBudget } from '../../budget/index.ts';
import { newCheck } from '../timeline.ts';
import type { Check, Timeline } from '../types.ts';
import { count, list, price } from '../../words.ts';

const DAY_MS = 86_400_000;
/** A rate older than this is still used, and said. */
const OLD_RATE_DAYS = 366;

/** Rule 9: the printed sums are those of the items to the last minor unit, and stay within the limit. */
export function budgetSumsAndHolds({ doc, stops }: Timeline): Check {
  const check = newCheck();
  const { budget, request } = doc;
  const wrong = (key: string, message: string): void => void check.findings.push({ key, stops: [], message });
  const currency = budget.total.currency;
  const limit = request.budget === undefined ? undefined : { amount: request.budget.amount, currency: request.budget.currency };
  const sums = sumBudget(doc.days, {
    currency,
    party: partySize(request),
    ...(limit?.currency === currency ? { limit } : {}),
    ...(budget.rates === undefined ? {} : { rates: budget.rates }),
  });

  const unpriced: string[] = [];
  for (const stop of stops) {
    const { cost, kind, id, title } = stop.item;
    if (cost !== undefined) {
      check.checked += 1;
      if (cost.amount < 0)
        check.findings.push({ key: `price ${id}`, stops: [stop], message: `“${title}” costs less than nothing: ${formatMoney(cost)}.` });
    } else if (kind !== 'free' && kind !== 'transfer') {
      check.unknown += 1;
      unpriced.push(title);
    }
  }
  for (const { key, printed, exact } of mismatches(budget, sums))
    wrong(key, `The plan prints ${printed} ${key}. Its prices give ${exact}.`);
  check.checked += 1;

  if (limit !== undefined && limit.currency === currency) {
    check.checked += 1;
    const over = sums.total.amount - limit.amount;
    if (over > 0) {
      check.findings.push({
        key: 'over',
        stops: [],
        message: `${formatMoney({ amount: over, currency })} over your limit.`,
        evidence: [{ text: `Total ${formatMoney(sums.total)}, limit ${formatMoney(limit)}` }],
      });
    }
  }
  const left = sums.left === undefined ? '' : sums.left.amount < 0 ? `, ${price(sums.left)} over` : `, ${price(sums.left)} left`;
  const prices = stops.filter(({ item }) => item.cost !== undefined).length;
  check.evidence.push({
    text: `${count(prices, 'price')} ${prices === 1 ? 'adds' : 'add'} up to ${formatMoney(sums.total)}${left}`,
  });
  const guessed = stops.filter(({ item }) => item.cost !== undefined && item.costBasis === 'estimate').length;
  if (guessed > 0) check.evidence.push({ text: `${count(guessed, 'price is', 'prices are')} estimated` });
  if (unpriced.length > 0)
    check.evidence.push({
      text: `Price not known: ${unpriced.length > 4 ? `${unpriced.slice(0, 3).join(', ')} and ${unpriced.length - 3} more` : list(unpriced)}`,
    });
  if (request.budget?.includesTransport === false) check.evidence.push({ text: 'The journey there and back is not part of the limit' });
  return check;
}

function mismatches(printed: Budget, exact: Budget): { key: string; printed: string; exact: string }[] {
  const found: { key: string; printed: string; exact: string }[] = [];
  const compare = (key: string, a: Money | undefined, b: Money | undefined): void => {
    if (a?.amount === b?.amount && (a === undefined || b === undefined || a.currency === b.currency)) return;
    found.push({ key, printed: a === undefined ? 'nothing' : formatMoney(a), exact: b === undefined ? 'nothing' : formatMoney(b) });
  };
  compare('in all', printed.total, exact.total);
  compare('a person', printed.perPerson, exact.perPerson);
  compare('a day', printed.perDay, exact.perDay);
  compare('as the limit', printed.limit, exact.limit);
  compare('left', printed.left, exact.left);
  const zero = { amount: 0, currency: exact.total.currency };
  for (const category of new Set([...printed.categories, ...exact.categories].map((part) => part.category))) {
    const same = printed.categories.filter((part) => part.category === category);
    const other = exact.categories.find((part) => part.category === category);
    if (same.length > 1) found.push({ key: `twice for ${category}`, printed: 'a part', exact: 'one' });
    compare(`for ${category}`, same[0]?.total ?? zero, other?.total ?? zero);
    compare(`for ${category} a person and day`, same[0]?.perPersonPerDay ?? zero, other?.perPersonPerDay ?? zero);
  }
  return found;
}

/** Rule 18: every amount is in the plan's currency, and every rate says its day and source. */
export function oneCurrency({ doc, stops, facts }: Timeline): Check {
  const check = newCheck();
  const { budget, request } = doc;
  const currency = budget.total.currency;
  for (const stop of stops) {
    const { cost, id, title } = stop.item;
    if (cost === undefined) continue;
    check.checked += 1;
    if (cost.currency !== currency)
      check.findings.push({ key: id, stops: [stop], message: `“${title}” is priced in ${cost.currency}. The plan is in ${currency}.` });
  }
  const parts = [
    budget.perPerson,
    budget.perDay,
    budget.limit,
    budget.left,
    request.budget,
    ...budget.categories.flatMap(({ total, perPersonPerDay }) => [total, perPersonPerDay]),
  ];
  const others = new Set(parts.flatMap((part) => (part === undefined || part.currency === currency ? [] : [part.currency])));
  check.checked += 1;
  for (const other of others) {
    check.findings.push({
      key: `sums ${other}`,
      stops: [],
      message:
        request.budget?.currency === other
          ? `Your limit is in ${other}. The plan is in ${currency}.`
          : `The sums are partly in ${other}. The plan is in ${currency}.`,
    });
  }
  for (const rate of budget.rates ?? []) {
    check.checked += 1;
    const name = `The rate of ${currency} to ${rate.currency}`;
    const age = (facts.now - Date.parse(`${rate.asOf}T00:00:00Z`)) / DAY_MS;
    const wrong = (message: string, severity: 'error' | 'warning' = 'error'): void =>
      void check.findings.push({
        key: `rate ${rate.currency}`,
        severity,
        stops: [],
        message,
        evidence: [{ text: `1 ${currency} = ${rate.perUnit} ${rate.currency}`, source: rate.source, asOf: rate.asOf }],
      });
    if (!(rate.perUnit > 0) || !Number.isFinite(rate.perUnit)) wrong(`${name} is ${rate.perUnit}.`);
    else if (rate.source.trim() === '') wrong(`${name} names no source.`);
    // A day of grace: it may already be tomorrow where the rate was set.
    else if (age < -1) wrong(`${name} is dated ${rate.asOf}, which is still to come.`);
    else if (age > OLD_RATE_DAYS) wrong(`${name} is from ${rate.asOf}.`, 'warning');
    else check.evidence.push({ text: `1 ${currency} = ${rate.perUnit} ${rate.currency}`, source: rate.source, asOf: rate.asOf });
  }
  check.evidence.unshift({ text: `Every amount in ${currency}` });
  return check;
}
