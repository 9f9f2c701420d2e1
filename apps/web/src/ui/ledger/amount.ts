import { type Money, allocate } from '@tripmaster/contracts';
import { formatMoney } from '../../lib/format.ts';

/** A price difference with its sign: `+218.40 EUR`, `−20.00 EUR`, `±0.00 EUR`. */
export function deltaText(money: Money): string {
  return money.amount === 0 ? `±${formatMoney(money)}` : formatMoney(money, { signed: true });
}

/** What each of `people` pays so that the shares add up to `total` exactly, equal shares together, largest first. */
export function sharesOf(total: number, people: number): { people: number; amount: number }[] {
  const groups: { people: number; amount: number }[] = [];
  for (const amount of allocate(
    total,
    Array.from({ length: people }, () => 1),
  )) {
    const last = groups.at(-1);
    if (last?.amount === amount) last.people += 1;
    else groups.push({ people: 1, amount });
  }
  return groups;
}
