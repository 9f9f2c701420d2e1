import type { Gazetteer } from './trip.ts';
import type { Proposer } from './itinerary/types.ts';
import type { ModelConfig, ModelTrouble } from './model/index.ts';
import type { PlanMaker } from './plans/plans.service.ts';
import type { Rates } from './rates/index.ts';
import { understand } from './understand/index.ts';

export type { ModelConfig, ModelTrouble } from './model/index.ts';

/** What takes seconds is only done for a plan that is kept: a preview (`quick`) is made without the model. */
type Proposers = { quick: Proposer; full: Proposer };

type Parts = {
  gazetteer: Gazetteer;
  model?: ModelConfig;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: ((trouble: ModelTrouble) => void) | undefined;
  /** Exchange rates for the next plan; default: the shipped ones. */
  rates?: (() => Promise<Rates>) | undefined;
  now: () => number;
};

/**
 * The whole way from a request to a checked plan: understand, propose, schedule, verify, repair or explain.
 * What only planning needs (holidays, the scheduler, the model's client) is loaded with the first plan.
 */
export function createPlanMaker({ gazetteer, model, onModelTrouble, rates, now }: Parts): PlanMaker {
  const holidays = async () => (await import('./holidays/index.ts')).openHolidays();
  const open = async (): Promise<Proposers> => {
    const { CatalogueProposer } = await import('./itinerary/index.ts');
    const catalogue = new CatalogueProposer({ holidays: await holidays() });
    if (model === undefined) return { quick: catalogue, full: catalogue };
    const { ModelProposer, troubleOf, withFallback } = await import('./model/index.ts');
    const proposer = new ModelProposer(model, { catalogue, holidays: await holidays(), now });
    return { quick: catalogue, full: withFallback(proposer, catalogue, (error) => onModelTrouble?.(troubleOf(error))) };
  };
  let opened: Promise<Proposers> | undefined;

  return async (request, { signal, onEvent, quick = false }) => {
    const at = now();
    const trip = understand(request, { gazetteer, now: at, ...(rates === undefined ? {} : { rates: await rates() }) });
    const { planTrip } = await import('./itinerary/index.ts');
    const proposers = await (opened ??= open());
    return planTrip(
      trip,
      quick ? proposers.quick : proposers.full,
      { holidays: await holidays(), gazetteer, now: at },
      { quick, ...(signal === undefined ? {} : { signal }), ...(onEvent === undefined ? {} : { onEvent }) },
    );
  };
}
