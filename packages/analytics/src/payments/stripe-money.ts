import { currency as knownCurrency, fractionDigits, type Money } from '@tripmaster/contracts';
import { z } from 'zod';

/**
 * Decimal places that Stripe gives a currency, where they are not two (docs.stripe.com/currencies). For ISK and UGX, which
 * ISO 4217 does not divide, it has two; for MGA, which ISO divides, none.
 */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (code) => [code, 0] as const,
  ),
  ...['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((code) => [code, 3] as const),
]);

/** A currency as Stripe writes it, in small letters. */
export const stripeCurrency = z
  .string()
  .transform((code) => code.toUpperCase())
  .pipe(knownCurrency);

/** An amount as Stripe counts it, in the minor units that everything else here counts in. */
export function fromStripe(amount: number, currency: string): Money {
  const more = fractionDigits(currency) - (DIGITS.get(currency) ?? 2);
  if (more >= 0) return { amount: amount * 10 ** more, currency };
  const divisor = 10 ** -more;
  // Stripe takes whole units only of these currencies; what a bank made of a dispute may not be whole.
  return { amount: Math.sign(amount) * Math.round(Math.abs(amount) / divisor), currency };
}
