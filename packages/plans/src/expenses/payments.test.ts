import { newId, type ExpenseSplit } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedRates } from '../rates/index.ts';
import { EXACT_UP_TO, settlingPayments } from './payments.ts';
import { accountsOf, byRate, referenceRate, sharesOf, type SharedCost } from './shares.ts';

/** Balances that add up to 0, the last making up for the others. */
const balances = (most: number, range: number) =>
  fc
    .array(fc.integer({ min: -range, max: range }), { minLength: 1, maxLength: most - 1 })
    .map((some) => [...some, -some.reduce((a, b) => a + b, 0)]);

function after(start: readonly number[]): number[] {
  const left = [...start];
  for (const { from, to, amount } of settlingPayments(start).payments) {
    left[from] = (left[from] ?? 0) + amount;
    left[to] = (left[to] ?? 0) - amount;
  }
  return left;
}

/** The fewest payments by trying all: the first who is not even is settled with each of the other sign in turn. */
function bruteForce(left: readonly number[]): number {
  const [first, ...others] = left.filter((balance) => balance !== 0);
  if (first === undefined) return 0;
  const tries = others.flatMap((other, index) => (other * first < 0 ? [others.with(index, other + first)] : []));
  return 1 + Math.min(...tries.map(bruteForce));
}

describe('settlingPayments', () => {
  it('makes everybody even by fewer payments than people, each from who owes to who is owed', () => {
    fc.assert(
      fc.property(balances(50, 100_000_000), (start) => {
        const { payments } = settlingPayments(start);
        expect(after(start).every((balance) => balance === 0)).toBe(true);
        const uneven = start.filter((balance) => balance !== 0).length;
        expect(payments.length).toBeLessThanOrEqual(Math.max(0, uneven - 1));
        for (const { from, to, amount } of payments) {
          expect(amount).toBeGreaterThan(0);
          expect(start[from]).toBeLessThan(0);
          expect(start[to]).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('needs as few as trying all of them finds', () => {
    fc.assert(
      fc.property(balances(8, 6), (start) => {
        const { payments, fewest } = settlingPayments(start);
        expect({ count: payments.length, fewest }).toEqual({ count: bruteForce(start), fewest: true });
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never twice what it must be for large groups, and says what is not proven', () => {
    fc.assert(
      fc.property(balances(50, 30), (start) => {
        const { payments, fewest } = settlingPayments(start);
        const debtors = start.filter((balance) => balance < 0).length;
        const creditors = start.filter((balance) => balance > 0).length;
        if (debtors > 0) expect(payments.length).toBeLessThan(2 * Math.max(debtors, creditors));
        if (debtors + creditors <= EXACT_UP_TO) expect(fewest).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the groups that a settlement by size misses', () => {
    // Of six people two threes are even among themselves: four payments; by size alone there would be five.
    const start = [700, -300, -400, 500, -200, -300];
    expect(settlingPayments(start).payments).toHaveLength(4);
    expect(settlingPayments(start)).toEqual(settlingPayments([...start]));
  });

  it('is quick enough for sixteen people of whom no two cancel out', () => {
    const start = Array.from({ length: 15 }, (_, index) => 3 ** index * (index % 2 === 0 ? 1 : -1));
    const started = performance.now();
    const { payments, fewest } = settlingPayments([...start, -start.reduce((a, b) => a + b, 0)]);
    expect(performance.now() - started).toBeLessThan(500);
    expect({ count: payments.length, fewest }).toEqual({ count: 15, fewest: true });
  });

  it.each([[[1]], [[0.5, -0.5]], [[Number.NaN, 0]]])('refuses %j', (wrong) => {
    expect(() => settlingPayments(wrong)).toThrow(RangeError);
  });

  it('has nothing to do where all are even', () => {
    expect(settlingPayments([])).toEqual({ payments: [], fewest: true });
    expect(settlingPayments([0, 0])).toEqual({ payments: [], fewest: true });
  });
});

/** A group with expenses in several currencies, split all ways, and payments between them. */
const group = fc.integer({ min: 2, max: 12 }).chain((size) => {
  const people = Array.from({ length: size }, () => newId());
  const person = fc.constantFrom(...people);
  const amount = fc.integer({ min: 1, max: 1_000_000 });
  const some = fc.uniqueArray(person, { minLength: 1, maxLength: size });
  const byShares = some.chain((ids) =>
    fc.array(fc.integer({ min: 0, max: 20 }), { minLength: ids.length, maxLength: ids.length }).map((shares): ExpenseSplit => ({
      by: 'shares',
      parts: ids.map((travellerId, index) => ({ travellerId, shares: index === 0 ? (shares[0] ?? 0) + 1 : (shares[index] ?? 0) })),
    })),
  );
  const byAmounts = some.chain((ids) =>
    fc.array(amount, { minLength: ids.length, maxLength: ids.length }).map((amounts): ExpenseSplit => ({
      by: 'amounts',
      parts: ids.map((travellerId, index) => ({ travellerId, amount: amounts[index] ?? 1 })),
    })),
  );
  const cost = fc
    .record({
      currency: fc.constantFrom('EUR', 'USD', 'JPY', 'JOD', 'VND', 'CHF'),
      amount,
      paidBy: person,
      split: fc.oneof(byShares, byAmounts),
    })
    .map(({ currency, amount: typed, paidBy, split }): SharedCost => {
      const spent = split.by === 'amounts' ? split.parts.reduce((total, part) => total + part.amount, 0) : typed;
      const rate = referenceRate(shippedRates, 'EUR', currency);
      return { base: currency === 'EUR' ? spent : byRate({ amount: spent, currency }, 'EUR', rate?.perUnit ?? '1'), paidBy, split };
    });
  const settlement = fc.record({ from: person, to: person, amount }).filter(({ from, to }) => from !== to);
  return fc.record({
    people: fc.constant(people),
    costs: fc.array(cost, { maxLength: 12 }),
    settlements: fc.array(settlement, { maxLength: 4 }),
  });
});

describe('accounts of a group', () => {
  it('add up to 0 exactly, and are 0 once what is proposed is paid, in 10,000 groups', () => {
    fc.assert(
      fc.property(group, ({ people, costs, settlements }) => {
        for (const { base, split } of costs) expect(sharesOf(base, split).reduce((total, { amount }) => total + amount, 0)).toBe(base);
        const accounts = accountsOf(people, costs, settlements);
        const start = accounts.map(({ balance }) => balance);
        expect(start.reduce((a, b) => a + b, 0)).toBe(0);
        const { payments } = settlingPayments(start);
        const paid = payments.map(({ from, to, amount }) => ({ from: people[from] ?? '', to: people[to] ?? '', amount }));
        const even = accountsOf(people, costs, [...settlements, ...paid]);
        expect(even.every(({ balance }) => balance === 0)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('keep apart what somebody paid, owes, gave and was given', () => {
    const [a, b, c] = [newId(), newId(), newId()];
    const split: ExpenseSplit = { by: 'shares', parts: [a, b, c].map((travellerId) => ({ travellerId, shares: 1 })) };
    expect(accountsOf([a, b], [{ base: 1_000, paidBy: a, split }], [{ from: b, to: a, amount: 300 }])).toEqual([
      { id: a, paid: 1_000, share: 334, sent: 0, received: 300, balance: 366 },
      { id: b, paid: 0, share: 333, sent: 300, received: 0, balance: -33 },
      { id: c, paid: 0, share: 333, sent: 0, received: 0, balance: -333 },
    ]);
  });
});

describe('conversion', () => {
  it.each([
    [{ amount: 16_306, currency: 'JPY' }, 'EUR', '163.06', 10_000],
    [{ amount: 10_389, currency: 'USD' }, 'EUR', '1.0389', 10_000],
    [{ amount: 1_000, currency: 'JOD' }, 'EUR', '0.7', 143],
    [{ amount: 10_000, currency: 'EUR' }, 'JPY', '0.0061327119', 16_306],
    [{ amount: 5, currency: 'USD' }, 'EUR', '10', 0],
    [{ amount: 15, currency: 'USD' }, 'EUR', '10', 2],
  ])('%j in %s at %s is %d', (money, base, perUnit, amount) => {
    expect(byRate(money, base, perUnit)).toBe(amount);
  });

  it('writes every reference rate as plain decimal text, and agrees with the table to its last digits', () => {
    for (const base of ['EUR', 'VND', 'JOD', 'JPY', 'USD'])
      for (const currency of ['EUR', 'VND', 'JOD', 'IDR', 'GBP', 'SAR']) {
        if (base === currency) continue;
        const rate = referenceRate(shippedRates, base, currency);
        expect(rate?.perUnit).toMatch(/^\d+(\.\d+)?$/);
        const money = { amount: 123_456, currency };
        const exact = shippedRates.convert(money, base)?.money.amount ?? 0;
        expect(Math.abs(byRate(money, base, rate?.perUnit ?? '') - exact)).toBeLessThanOrEqual(1 + exact / 1e8);
      }
    expect(referenceRate(shippedRates, 'EUR', 'XPF')).toBeUndefined();
  });
});
