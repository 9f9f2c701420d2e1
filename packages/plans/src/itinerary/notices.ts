import { timeOf, type Notice } from '@tripmaster/contracts';
import type { Draft } from './draft.ts';
import type { Priced } from './money.ts';

const LEVELS = { budget: 'simple', mid: 'mid-range', luxury: 'upmarket' } as const;

/** What the traveller should know about how the plan was made; each said once. */
export function noticesOf(draft: Draft, { found, comfort }: Priced): Notice[] {
  const { trip, proposal, overnight, frames } = draft;
  const notices: Notice[] = [...trip.notices, ...proposal.notices];
  const say = (code: Notice['code'], message: string): void => void notices.push({ code, message });
  const priced = proposal.stages.some(({ prices }) => prices !== undefined);
  const nights = frames.some(({ sleeps }) => sleeps);
  if (priced && trip.style === undefined)
    say(
      'assumption',
      nights
        ? `No style was named: stays are planned at ${LEVELS[comfort.stay]} prices, meals at ${LEVELS[comfort.meals]} ones.`
        : `No style was named: meals are planned at ${LEVELS[comfort.meals]} prices.`,
    );
  else if (priced && trip.style !== comfort.meals)
    say('assumption', `To stay within the limit, meals are planned at ${LEVELS[comfort.meals]} prices.`);
  if (trip.arrival === undefined && !frames.some(({ before, stage }) => stage === 0 && before.length > 0))
    say('assumption', 'No arrival time was given: the first day starts in the morning.');
  const home = frames.at(-1)?.after.at(-1);
  if (trip.departure === undefined)
    say(
      'assumption',
      home
        ? `No departure time was given: the way home is taken to start at ${timeOf(home.end)}.`
        : 'No departure time was given: the last day goes on until the evening.',
    );
  for (const { title } of overnight) say('assumption', `“${title}” takes longer than its day: the night is spent on the way.`);
  const missed = found.flatMap((one) => one.missed);
  const wishes = missed.flatMap(({ wish }) => wish?.title ?? []);
  if (wishes.length > 0)
    say(
      'not-everything-fits',
      `These could not be brought in line with the rest of their day: ${wishes.map((title) => `“${title}”`).join(', ')}.`,
    );
  const meals = missed.filter(({ table }) => table && table.kind !== 'break').length;
  if (meals > 0)
    say(
      'not-everything-fits',
      meals === 1 ? 'One meal found no room between what is fixed.' : `${meals} meals found no room between what is fixed.`,
    );
  return notices;
}
