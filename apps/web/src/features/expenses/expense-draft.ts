import {
  fractionDigits,
  parseBudget,
  type Category,
  type Expense,
  type ExpenseChanges,
  type ExpenseSplit,
  type Money,
  type NewExpense,
  type PlanTraveller,
} from '@tripmaster/contracts';
import { formatAmount, formatMoney } from '../../lib/format.ts';

export type SplitKind = 'equal' | 'shares' | 'amounts';

/** An expense as it is being typed. */
export type ExpenseDraft = {
  title: string;
  category: Category;
  date: string;
  amount: string;
  currency: string;
  /** Units of the expense's currency for one of the trip's; empty for the reference rate. */
  rate: string;
  paidBy: string;
  split: SplitKind;
  /** By traveller: whether they are in it, their shares, their amount as text. */
  among: Readonly<Record<string, boolean>>;
  shares: Readonly<Record<string, number>>;
  amounts: Readonly<Record<string, string>>;
};

/** A new expense begins as what is most often so: paid by oneself, today or on the trip's day nearest to it, for everybody. */
export function emptyDraft(travellers: readonly PlanTraveller[], currency: string, date: string): ExpenseDraft {
  return {
    title: '',
    category: 'food',
    date,
    amount: '',
    currency,
    rate: '',
    paidBy: (travellers.find(({ me }) => me) ?? travellers[0])?.id ?? '',
    split: 'equal',
    among: Object.fromEntries(travellers.map(({ id }) => [id, true])),
    shares: Object.fromEntries(travellers.map(({ id }) => [id, 1])),
    amounts: {},
  };
}

/** An amount as it can be typed again. A lone point before three digits would group thousands, so that a fourth follows them. */
function typed(money: Money): string {
  return `${formatAmount(money).replaceAll(',', '')}${fractionDigits(money.currency) === 3 ? '0' : ''}`;
}

export function draftOf(expense: Expense, travellers: readonly PlanTraveller[]): ExpenseDraft {
  const { title, category, date, amount, rate, paidBy, split } = expense;
  const start = emptyDraft(travellers, amount.currency, date);
  const entered = { ...start, title, category, amount: typed(amount), rate: rate?.perUnit ?? '', paidBy };
  if (split.by === 'amounts') {
    const amounts = split.parts.map((part) => [part.travellerId, typed({ ...amount, amount: part.amount })]);
    return { ...entered, split: 'amounts', amounts: Object.fromEntries(amounts) };
  }
  const shares: Record<string, number> = Object.fromEntries(travellers.map(({ id }) => [id, 0]));
  for (const part of split.parts) shares[part.travellerId] = part.shares;
  const equal = split.parts.every((part) => part.shares === 1);
  const among = Object.fromEntries(travellers.map(({ id }) => [id, (shares[id] ?? 0) > 0]));
  return { ...entered, split: equal ? 'equal' : 'shares', among, shares };
}

export type ReadAmount = { money: Money } | { problem: string } | undefined;

/** An amount as it is typed, in any locale; undefined while it is empty. */
export function readAmount(text: string, currency: string): ReadAmount {
  if (text.trim() === '') return undefined;
  const read = parseBudget(text, currency);
  if (!read.ok) return { problem: `This ${read.reason}.` };
  if (read.from !== undefined) return { problem: 'Give one amount, not a range.' };
  if (read.amount.currency !== currency) return { problem: `Choose ${read.amount.currency} as the currency.` };
  return { money: read.amount };
}

/** What is not assigned yet of an expense that is split by amounts: minor units, below 0 where it is too much. */
export function leftToAssign({ amount, currency, amounts }: ExpenseDraft): number | undefined {
  const whole = readAmount(amount, currency);
  if (whole === undefined || !('money' in whole)) return undefined;
  const parts = Object.values(amounts).map((text) => partOf(text, currency));
  return parts.some((part) => part === undefined)
    ? undefined
    : whole.money.amount - parts.reduce((sum: number, part) => sum + (part ?? 0), 0);
}

/** A part may be nothing at all; undefined where it can’t be read. */
function partOf(text: string, currency: string): number | undefined {
  if (/^\s*$|^\s*0+([.,]0*)?\s*$/.test(text)) return 0;
  const read = readAmount(text, currency);
  return read !== undefined && 'money' in read ? read.money.amount : undefined;
}

/** What can’t be sent of a draft, by field. */
export function problemsOf(draft: ExpenseDraft): Record<string, string> {
  const amount = readAmount(draft.amount, draft.currency);
  const left = leftToAssign(draft);
  const nobody =
    (draft.split === 'equal' && !Object.values(draft.among).includes(true)) ||
    (draft.split === 'shares' && Object.values(draft.shares).every((shares) => shares === 0));
  const unread = Object.values(draft.amounts).some((text) => partOf(text, draft.currency) === undefined);
  const money = amount !== undefined && 'money' in amount ? amount.money : undefined;
  return {
    ...(draft.title.trim() === '' && { title: 'Say what it was for.' }),
    ...(amount === undefined && { amount: 'Say what it cost.' }),
    ...(amount !== undefined && 'problem' in amount && { amount: amount.problem }),
    ...(draft.date === '' && { date: 'Say when it was paid.' }),
    ...(nobody && { split: 'Say whose it is.' }),
    ...(draft.split === 'amounts' && unread && { split: 'One of the amounts can’t be read.' }),
    ...(draft.split === 'amounts' &&
      left !== undefined &&
      left !== 0 &&
      money !== undefined && {
        split:
          left > 0
            ? `${formatMoney({ ...money, amount: left })} is not assigned yet.`
            : `${formatMoney({ ...money, amount: -left })} too much is assigned.`,
      }),
  };
}

function splitOf(draft: ExpenseDraft): ExpenseSplit {
  const ids = Object.keys(draft.among);
  if (draft.split === 'equal')
    return { by: 'shares', parts: ids.filter((id) => draft.among[id] === true).map((travellerId) => ({ travellerId, shares: 1 })) };
  if (draft.split === 'shares') {
    const parts = ids.map((travellerId) => ({ travellerId, shares: draft.shares[travellerId] ?? 0 }));
    return { by: 'shares', parts: parts.filter(({ shares }) => shares > 0) };
  }
  const parts = ids.map((travellerId) => ({ travellerId, amount: partOf(draft.amounts[travellerId] ?? '', draft.currency) ?? 0 }));
  return { by: 'amounts', parts: parts.filter(({ amount }) => amount > 0) };
}

/** A rate as it is typed, with a point or a comma. */
function rateText(rate: string): string {
  return rate.trim().replace(',', '.');
}

/** The draft as it is sent; only for one without problems. `base` is the trip's currency. */
export function toNewExpense(draft: ExpenseDraft, base: string): NewExpense {
  const { title, category, date, currency, paidBy } = draft;
  const read = readAmount(draft.amount, currency);
  const amount = read !== undefined && 'money' in read ? read.money : { amount: 0, currency };
  const perUnit = rateText(draft.rate);
  const rate = currency === base || perUnit === '' ? {} : { rate: { perUnit } };
  return { title: title.trim(), category, date, amount, paidBy, split: splitOf(draft), ...rate };
}

/** The same as changes of an expense: its rate is left as it is unless another was typed. */
export function toChanges(draft: ExpenseDraft, expense: Expense): ExpenseChanges {
  const { rate: typed, ...changes } = toNewExpense(draft, expense.base.currency);
  const same = draft.currency === expense.amount.currency;
  if (same && typed?.perUnit === expense.rate?.perUnit) return changes;
  if (typed !== undefined) return { ...changes, rate: typed };
  return same ? { ...changes, rate: 'current' } : changes;
}

/** An expense that was removed, to be entered again as it was, its rate included. */
export function asItWas({ title, category, date, amount, rate, paidBy, split, itemId }: Expense): NewExpense {
  return { title, category, date, amount, paidBy, split, ...(rate !== undefined && { rate }), ...(itemId !== undefined && { itemId }) };
}
