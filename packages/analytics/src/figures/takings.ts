import type { Revenue } from '@tripmaster/contracts';

/** What payments have brought: whoever keeps the ledger tells it. */
export type Takings = (days: {
  from: string;
  to: string;
}) => Promise<Pick<Revenue, 'currencies' | 'net' | 'monthlyRecurring' | 'subscribers'> & { days: { day: string; net: Revenue['net'] }[] }>;

const NOTHING = { amount: 0, currency: 'EUR' };

/** Of a server that takes no payments. */
export const noTakings: Takings = async () => ({ currencies: [], net: NOTHING, days: [], monthlyRecurring: NOTHING, subscribers: 0 });
