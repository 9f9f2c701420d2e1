import { formatMoney, type Notice, type TripRequest } from '@tripmaster/contracts';
import { explainInfeasible, type TriedPlan } from '../explain/index.ts';

/** Plans made to find out what clashes: each takes a few hundredths of a second. */
const MOST_TRIES = 14;
const WANTED = 3;

/**
 * Says in one notice which wishes cannot be had together and which smaller ones could, cheapest first. `tryPlan` makes and
 * verifies a plan; an `AppError` counts as no plan. Empty where nothing was found.
 */
export async function clashNotice(request: TripRequest, tryPlan: (request: TripRequest) => Promise<TriedPlan>): Promise<Notice[]> {
  const clash = await explainInfeasible(request, { maxTries: MOST_TRIES, wanted: WANTED, tryPlan });
  if (clash.feasible || (clash.conflict.length === 0 && clash.relaxations.length === 0)) return [];
  const wishes = clash.conflict.map(({ label }) => label).join('; ');
  const ways = clash.relaxations.map(({ label, total }) => `${label} (${formatMoney(total)} in all)`).join('; ');
  const text = [
    wishes === '' ? '' : clash.conflict.length === 1 ? `This cannot be met: ${wishes}.` : `These cannot all be met together: ${wishes}.`,
    ways === '' ? '' : `What would work: ${ways}.`,
  ];
  return [{ code: 'not-everything-fits', message: text.filter((part) => part !== '').join(' ') }];
}
