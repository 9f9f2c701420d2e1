import { BOM, csvRow, decimal } from '../export/csv.ts';
import { toExpense } from './expense-row.ts';
import type { ExpenseRow } from './expenses.repo.ts';

const HEADINGS = ['Date', 'Title', 'Category', 'Paid by', 'Amount', 'Currency', 'Rate', 'Rate of', 'Rate from', 'Settled in', 'Worth'];

/**
 * Expenses as CSV (RFC 4180, UTF-8 with a byte order mark), row by row: what was paid in its own money, the rate, what it is
 * worth in the currency the trip is settled in, and each traveller's share of that in a column of their own. The shares of a
 * row add up to its worth.
 */
export async function* expensesCsv(
  rows: AsyncIterable<ExpenseRow>,
  people: readonly { id: string; name: string }[],
): AsyncGenerator<string> {
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? '';
  yield BOM + csvRow([...HEADINGS, ...people.map(({ name }) => name)]);
  for await (const row of rows) {
    const { date, title, category, paidBy, amount, rate, base, shares } = toExpense(row);
    const parts = people.map(({ id }) => shares.find(({ travellerId }) => travellerId === id)?.amount ?? 0);
    yield csvRow([
      date,
      title,
      category,
      nameOf(paidBy),
      decimal(amount),
      amount.currency,
      rate?.perUnit ?? '',
      rate?.asOf ?? '',
      rate?.source ?? '',
      base.currency,
      decimal(base),
      ...parts.map((part) => decimal({ ...base, amount: part })),
    ]);
  }
}
