import { createHash } from 'node:crypto';

/** How what stands for a customer begins whose account is gone. */
export const GONE = 'gone:';

/**
 * What stays of a customer whose account is gone: what Stripe says of them later still finds its place among the sums, and
 * nobody finds the customer by it.
 */
export function goneCustomer(customer: string): string {
  return `${GONE}${createHash('sha256').update(customer).digest('hex')}`;
}
