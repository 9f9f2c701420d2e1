import { currency as currencySchema, rate as rateSchema } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfEven, shippedRates } from './index.ts';
import { RATES } from './table.ts';

const { convert, has: hasRate, between: rateBetween } = shippedRates;

const CATALOGUE =
  'EUR USD JPY GBP CZK DKK HUF PLN SEK CHF TRY SGD THB AED AUD MXN MAD HKD KRW ZAR ARS BRL IDR VND INR EGP MYR TWD CAD PEN'.split(' ');
const codes = RATES.map((row) => row.currency);

describe('reference rates', () => {
  it('covers every currency of the catalogue, each once and each a real currency', () => {
    expect(CATALOGUE.filter((code) => !hasRate(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !currencySchema.safeParse(code).success)).toEqual([]);
  });

  it('says date and source, and calls an approximation one', () => {
    expect(rateBetween('EUR', 'USD')).toEqual({
      currency: 'USD',
      perUnit: 1.0389,
      asOf: '2024-12-31',
      source: 'ECB euro foreign exchange reference rates, 31 December 2024',
    });
    expect(rateBetween('EUR', 'MAD')?.source).toMatch(/approximate/);
    expect(rateBetween('USD', 'AED')?.perUnit).toBe(3.6725);
    for (const code of CATALOGUE) expect(rateSchema.safeParse(rateBetween('EUR', code)).success).toBe(true);
  });
});

describe('convert', () => {
  it.each([
    [{ amount: 10_000, currency: 'EUR' }, 'USD', 10_389],
    [{ amount: 10_389, currency: 'USD' }, 'EUR', 10_000],
    [{ amount: 10_000, currency: 'EUR' }, 'JPY', 16_306],
    [{ amount: 16_306, currency: 'JPY' }, 'EUR', 10_000],
    [{ amount: 100, currency: 'EUR' }, 'VND', 26_492], // 25,500 × 1.0389 = 26,491.95
    [{ amount: 100_00, currency: 'USD' }, 'AED', 36_725],
    [{ amount: 100_00, currency: 'GBP' }, 'CHF', 113_51], // 0.9412 / 0.82918 = 1.135097…
    [{ amount: -10_000, currency: 'EUR' }, 'USD', -10_389],
  ])('%o in %s is %d', (money, to, amount) => {
    expect(convert(money, to)?.money).toEqual({ amount, currency: to });
  });

  it('leaves an amount in its own currency alone, even one without a rate', () => {
    expect(convert({ amount: 7, currency: 'XAF' }, 'XAF')).toEqual({ money: { amount: 7, currency: 'XAF' } });
  });

  it('does not guess a currency it has no rate for', () => {
    expect(convert({ amount: 7, currency: 'XAF' }, 'EUR')).toBeUndefined();
    expect(convert({ amount: 7, currency: 'EUR' }, 'XAF')).toBeUndefined();
  });

  it('gives the rate in the form of a plan: units of the foreign currency for one of the plan', () => {
    expect(convert({ amount: 5_000, currency: 'JPY' }, 'EUR')?.rate).toMatchObject({ currency: 'JPY', perUnit: 163.06 });
  });

  it('is the nearest amount, and comes back within the coarser unit', () => {
    const code = fc.constantFrom(...codes);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), code, code, (amount, from, to) => {
        const there = convert({ amount, currency: from }, to);
        expect(there).toBeDefined();
        if (there === undefined || there.rate === undefined) return;
        const back = convert(there.money, from);
        const perMinor = convert({ amount: 1_000_000, currency: to }, from);
        if (back === undefined || perMinor === undefined) throw new Error('unreachable');
        const tolerance = Math.max(1, perMinor.money.amount / 1_000_000);
        expect(Math.abs(back.money.amount - amount)).toBeLessThanOrEqual(tolerance);
      }),
    );
  });
});

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [25n, 10n, 2n],
    [251n, 100n, 3n],
    [0n, 7n, 0n],
  ])('%d / %d = %d', (top, bottom, result) => {
    expect(divideHalfEven(top, bottom)).toBe(result);
  });
});
