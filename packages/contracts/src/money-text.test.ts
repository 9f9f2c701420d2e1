import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fractionDigits } from './money.ts';
import { parseBudget } from './money-text.ts';

describe('parseBudget', () => {
  it.each([
    ['1.800,00 EUR', 180_000, 'EUR'],
    ['€1,800', 180_000, 'EUR'],
    ['2k', 200_000, 'EUR'],
    ['2 k €', 200_000, 'EUR'],
    ['1,5k USD', 150_000, 'USD'],
    ['1.25k', 125_000, 'EUR'],
    ['1 800 €', 180_000, 'EUR'],
    ['1\u202f800\u00a0€', 180_000, 'EUR'],
    ["1'800 CHF", 180_000, 'CHF'],
    ['1’800.50 CHF', 180_050, 'CHF'],
    ['1.500,00 €', 150_000, 'EUR'],
    ['¥120000', 120_000, 'JPY'],
    ['￥１２００００', 120_000, 'JPY'],
    ['R$ 3.000', 300_000, 'BRL'],
    ['A$ 3,000', 300_000, 'AUD'],
    ['HK$3000', 300_000, 'HKD'],
    ['US$ 99.99', 9_999, 'USD'],
    ['1800', 180_000, 'EUR'],
    ['12,5 EUR', 1_250, 'EUR'],
    ['1,800.50 USD', 180_050, 'USD'],
    ['1.234.567,89 €', 123_456_789, 'EUR'],
    ['₹1,50,000', 15_000_000, 'INR'],
    ['٢٠٠٠ EUR', 200_000, 'EUR'],
    ['١٬٨٠٠٫٥٠ AED', 180_050, 'AED'],
    ['२००० INR', 200_000, 'INR'],
    ['1500EUR', 150_000, 'EUR'],
    ['eur1500', 150_000, 'EUR'],
    ['2000 zł', 200_000, 'PLN'],
    ['50 000 Kč', 5_000_000, 'CZK'],
    ['1800 euros', 180_000, 'EUR'],
    ['about 1800 dollars for all', 180_000, 'USD'],
    ['max. 2000 €', 200_000, 'EUR'],
    ['0.500 EUR', 50, 'EUR'],
    ['1.5 Mio JPY', 1_500_000, 'JPY'],
    ['1.800 KWD', 1_800_000, 'KWD'],
    ['1.5000 EUR', 150, 'EUR'],
  ])('%s', (text, amount, currency) => {
    expect(parseBudget(text, 'EUR')).toEqual({ ok: true, amount: { amount, currency } });
  });

  it.each([
    ['1500-2000', 150_000, 200_000, 'EUR'],
    ['1500 – 2000 USD', 150_000, 200_000, 'USD'],
    ['1500€-2000€', 150_000, 200_000, 'EUR'],
    ['1.500 bis 2.000 EUR', 150_000, 200_000, 'EUR'],
    ['between 1500 and 2000', 150_000, 200_000, 'EUR'],
    ['1.5-2k', 150_000, 200_000, 'EUR'],
    ['900-2k', 90_000, 200_000, 'EUR'],
    ['2k to 3k GBP', 200_000, 300_000, 'GBP'],
  ])('%s is a range', (text, from, amount, currency) => {
    expect(parseBudget(text, 'EUR')).toEqual({ ok: true, amount: { amount, currency }, from: { amount: from, currency } });
  });

  it.each([
    ['', /empty/],
    ['   ', /empty/],
    ['abc', /no amount/],
    ['1.500,5O', /letter inside/],
    ['-300', /negative/],
    ['\u2212300 EUR', /negative/],
    ['€ -300', /negative/],
    ['EUR -300', /negative/],
    ['0', /more than 0/],
    ['1.005 EUR 3', /more than one/],
    ['2000-1500', /below its start/],
    ['12.345,678 EUR', /cannot|can have/],
    ['1.5 JPY', /can have/],
    ['1800 XQZ', /unknown currency: XQZ/],
    ['1.2.3 EUR', /can have/],
    ['2 1800 EUR', /can have/],
    ['1 2 3', /can have/],
    ['2 adults, 1800 EUR', /more than one/],
    ['99999999999999999 EUR', /can have|too large/],
    ['2000000000000', /too large/],
  ])('%j is refused', (text, reason) => {
    const result = parseBudget(text, 'EUR');
    expect(result.ok ? 'accepted' : result.reason).toMatch(reason);
  });

  it('wants a currency from somewhere', () => {
    expect(parseBudget('1800')).toEqual({ ok: false, reason: expect.stringContaining('no currency') });
    expect(parseBudget('1800 EUR')).toMatchObject({ ok: true });
  });

  it('reads back what Intl writes, in every locale and currency', () => {
    const locales = [
      'en-US',
      'de-DE',
      'fr-FR',
      'pt-BR',
      'it-IT',
      'es-ES',
      'de-CH',
      'sv-SE',
      'pl-PL',
      'en-IN',
      'ar-EG',
      'fa-IR',
      'hi-IN',
      'ja-JP',
      'da-DK',
      'bn-BD',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.constantFrom('EUR', 'USD', 'JPY', 'CHF'),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (locale, code, amount) => {
          const places = fractionDigits(code);
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(
            amount / 10 ** places,
          );
          expect(parseBudget(`${text} ${code}`)).toEqual({ ok: true, amount: { amount, currency: code } });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never throws, and never gives an amount out of range', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-0-9.,' kmKM€$a-z]{0,40}$/)), (text) => {
        const result = parseBudget(text, 'EUR');
        if (result.ok) {
          expect(Number.isSafeInteger(result.amount.amount)).toBe(true);
          expect(result.amount.amount).toBeGreaterThan(0);
          if (result.from !== undefined) expect(result.from.amount).toBeLessThanOrEqual(result.amount.amount);
        } else {
          expect(result.reason).not.toBe('');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays quick on a long line of digits and separators', () => {
    const started = performance.now();
    parseBudget('1 '.repeat(5_000), 'EUR');
    parseBudget(`1${'.,'.repeat(5_000)}`, 'EUR');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
