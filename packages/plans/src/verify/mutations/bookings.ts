import { minutesOf, timeOf, type Item } from '@tripmaster/contracts';
import { change, put, type Line, type Mutated, type Mutation, type Plan } from './kit.ts';

/** What was booked, as the plan has it. */
function booking(plan: Plan): Line | undefined {
  return plan.any(({ item }) => item.locked && item.provenance === 'user');
}

function onBooking(plan: Plan, to: (line: Line) => Partial<Item> | undefined): Mutated | undefined {
  const line = booking(plan);
  const changes = line && to(line);
  return line && changes && { doc: change(plan.doc, line.item.id, changes), says: line.item.title };
}

export const BOOKINGS: readonly Mutation[] = [
  {
    name: 'a booking on another day',
    rule: 17,
    seed: (plan) => {
      const line = booking(plan);
      const day = plan.doc.days.find(({ date }) => date !== line?.day.date);
      return (
        line &&
        day && { doc: put(change(plan.doc, line.item.id, undefined), day.date, line.item), items: [line.item.id], says: line.item.title }
      );
    },
  },
  {
    name: 'a booking left out',
    rule: 17,
    seed: (plan) => {
      const line = booking(plan);
      return line && { doc: change(plan.doc, line.item.id, undefined), says: line.item.title };
    },
  },
  {
    name: 'a booking at another time',
    rule: 17,
    seed: (plan) => onBooking(plan, ({ item }) => ({ start: timeOf(minutesOf(item.start) + 1) })),
  },
  { name: 'a booking cut short', rule: 17, seed: (plan) => onBooking(plan, ({ item }) => ({ end: timeOf(minutesOf(item.end) - 1) })) },
  { name: 'a booking under another name', rule: 17, seed: (plan) => onBooking(plan, () => ({ title: 'Something else' })) },
  {
    name: 'a booking at another price',
    rule: 17,
    seed: (plan) => onBooking(plan, ({ item: { cost } }) => cost && { cost: { ...cost, amount: cost.amount + 200 } }),
  },
];
