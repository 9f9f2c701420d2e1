import { datesAreWrong, findsItClosed, leavesItsDay, missesItsTrain, overlaps, tooFarApart, wrongClock } from './days.ts';
import { breaksTheChain, doesNotAddUp, misjudgesTheHotel, mixesCurrencies, sleepsBadly } from './money.ts';
import { readJourney, type Doc, type World } from './trip.ts';
import { hasSteps, hurries, isNowhere, losesABooking, repeats, servesTheWrongFood, tiresTheChildren } from './wishes.ts';

export type { Doc, World } from './trip.ts';

/**
 * The twenty rules a second time, sharing no code with the verifier: the numbers of a rule that are broken, and of those it cannot judge because it does not read free words.
 */
export async function secondOpinion(doc: Doc, world: World): Promise<{ broken: number[]; unjudged: number[] }> {
  const journey = await readJourney(doc, world);
  const closed = findsItClosed(journey);
  const verdicts: (boolean | undefined)[] = [
    datesAreWrong(journey),
    leavesItsDay(journey),
    overlaps(journey),
    tooFarApart(journey),
    closed.byHours,
    missesItsTrain(journey),
    breaksTheChain(journey),
    misjudgesTheHotel(journey),
    doesNotAddUp(journey),
    servesTheWrongFood(journey),
    hasSteps(journey),
    tiresTheChildren(journey),
    hurries(journey),
    repeats(journey),
    closed.byHoliday,
    isNowhere(journey),
    losesABooking(journey),
    mixesCurrencies(journey),
    wrongClock(journey),
    sleepsBadly(journey),
  ];
  const numbered = (wanted: boolean | undefined): number[] => verdicts.flatMap((verdict, index) => (verdict === wanted ? [index + 1] : []));
  return { broken: numbered(true), unjudged: numbered(undefined) };
}
