import type { Gazetteer, Proposer } from './itinerary/types.ts';
import type { PlanMaker } from './plans/plans.service.ts';
import { understand } from './understand/index.ts';

export type ModelConfig = { apiKey: string; baseUrl?: string; model: string; api: 'responses' | 'chat'; timeoutMs: number };

/**
 * The whole way from a request to a checked plan: understand, propose, schedule, verify, repair or explain.
 * What only planning needs (holidays, the scheduler, the model's client) is loaded with the first plan.
 */
export function createPlanMaker({ gazetteer, now }: { gazetteer: Gazetteer; model?: ModelConfig; now: () => number }): PlanMaker {
  const proposerOf = async (): Promise<Proposer> => {
    const { CatalogueProposer } = await import('./itinerary/index.ts');
    return new CatalogueProposer({ holidays: await holidays() });
  };
  const holidays = async () => (await import('./holidays/index.ts')).openHolidays();

  return async (request, { signal, onEvent }) => {
    const at = now();
    const trip = understand(request, { gazetteer, now: at });
    const { planTrip } = await import('./itinerary/index.ts');
    return planTrip(trip, await proposerOf(), { holidays: await holidays(), gazetteer, now: at }, { ...(signal === undefined ? {} : { signal }), ...(onEvent === undefined ? {} : { onEvent }) });
  };
}
