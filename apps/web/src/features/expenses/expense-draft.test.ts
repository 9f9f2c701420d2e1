import type { Expense, PlanTraveller } from '@tripmaster/contracts';
import { describe, expect, it } from 'vitest';
import { asItWas, draftOf, emptyDraft, leftToAssign, problemsOf, readAmount, toChanges, toNewExpense } from './expense-draft.ts';

const person = (id: string, me = false): PlanTraveller => ({ id, name: id, account: true, me });
const people = [person('ana'), person('ben', true), person('cleo')];
const draft = { ...emptyDraft(people, 'EUR', '2027-05-10'), title: 'Dinner', amount: '100' };

const yen: Expense = {
  id: 'x',
  title: 'Ramen',
  category: 'food',
  date: '2027-05-10',
  amount: { amount: 3_000, currency: 'JPY' },
  base: { amount: 1_840, currency: 'EUR' },
  rate: { perUnit: '163.06', asOf: '2026-11-20', source: 'ECB' },
  paidBy: 'ana',
  split: {
    by: 'shares',
    parts: [
      { travellerId: 'ana', shares: 1 },
      { travellerId: 'ben', shares: 1 },
    ],
  },
  shares: [],
  createdAt: '',
  updatedAt: '',
};

describe('an expense as it is typed', () => {
  it('begins as paid by the reader, for everybody', () => {
    expect(draft.paidBy).toBe('ben');
    expect(toNewExpense(draft, 'EUR')).toEqual({
      title: 'Dinner',
      category: 'food',
      date: '2027-05-10',
      amount: { amount: 10_000, currency: 'EUR' },
      paidBy: 'ben',
      split: { by: 'shares', parts: ['ana', 'ben', 'cleo'].map((travellerId) => ({ travellerId, shares: 1 })) },
    });
  });

  it.each([
    ['1.234,50', 123_450],
    ['12,5 €', 1_250],
    ['1 234', 123_400],
    ['٢٠٠', 20_000],
  ])('reads %s', (text, amount) => {
    expect(readAmount(text, 'EUR')).toEqual({ money: { amount, currency: 'EUR' } });
  });

  it.each(['abc', '-5', '0', '10-20', '5 USD', '1,005 EUR 3'])('says what is wrong with %s', (text) => {
    expect(problemsOf({ ...draft, amount: text })['amount']).toMatch(/\.$/);
  });

  it('wants a title, an amount, a day and somebody whose it is', () => {
    const empty = { ...draft, title: ' ', amount: '', date: '', among: { ana: false } };
    expect(Object.keys(problemsOf(empty))).toEqual(['title', 'amount', 'date', 'split']);
    expect(problemsOf(draft)).toEqual({});
  });

  it('knows what is left to assign, and takes nothing that does not add up', () => {
    const split = { ...draft, split: 'amounts' as const, amounts: { ana: '33,33', ben: '60', cleo: '' } };
    expect(leftToAssign(split)).toBe(667);
    expect(problemsOf(split)['split']).toBe('6.67\u00a0EUR is not assigned yet.');
    expect(problemsOf({ ...split, amounts: { ana: '100', ben: '1' } })['split']).toBe('1.00\u00a0EUR too much is assigned.');
    expect(problemsOf({ ...split, amounts: { ana: 'x' } })['split']).toMatch(/can’t be read/);
    expect(toNewExpense({ ...split, amounts: { ana: '40', ben: '60', cleo: '0' } }, 'EUR').split).toEqual({
      by: 'amounts',
      parts: [
        { travellerId: 'ana', amount: 4_000 },
        { travellerId: 'ben', amount: 6_000 },
      ],
    });
  });

  it('leaves the rate of an expense as it is unless another is typed', () => {
    const again = draftOf(yen, people);
    expect(again).toMatchObject({ amount: '3000', rate: '163.06', split: 'equal', among: { ana: true, ben: true, cleo: false } });
    expect(toChanges(again, yen)).not.toHaveProperty('rate');
    expect(toChanges({ ...again, rate: '160,5' }, yen).rate).toEqual({ perUnit: '160.5' });
    expect(toChanges({ ...again, rate: '' }, yen).rate).toBe('current');
    expect(toChanges({ ...again, currency: 'EUR' }, yen)).not.toHaveProperty('rate');
    expect(toChanges({ ...again, currency: 'USD', rate: '' }, yen)).not.toHaveProperty('rate');
    const fils = { ...yen, amount: { amount: 1_805, currency: 'KWD' } };
    expect(toChanges(draftOf(fils, people), fils).amount).toEqual(fils.amount);
    expect(asItWas(yen)).toMatchObject({ rate: yen.rate, split: yen.split });
  });

  it('shows unequal shares and amounts as they were entered', () => {
    const shares = {
      ...yen,
      split: {
        by: 'shares' as const,
        parts: [
          { travellerId: 'ana', shares: 2 },
          { travellerId: 'cleo', shares: 1 },
        ],
      },
    };
    expect(draftOf(shares, people)).toMatchObject({ split: 'shares', shares: { ana: 2, ben: 0, cleo: 1 } });
    const amounts = { ...yen, split: { by: 'amounts' as const, parts: [{ travellerId: 'ben', amount: 3_000 }] } };
    expect(draftOf(amounts, people)).toMatchObject({ split: 'amounts', amounts: { ben: '3000' } });
  });
});
