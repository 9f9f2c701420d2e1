import type { Gazetteer } from './trip.ts';
import type { Proposer } from './itinerary/types.ts';
import type { AnswerCache, ModelConfig, ModelLedger, ModelTrouble } from './model/index.ts';
import type { PlanMaker } from './plans/plans.service.ts';
import { understand } from './understand/index.ts';
import type { PlanChecker } from './versions/versions.service.ts';

export type { ModelConfig, ModelTrouble } from './model/index.ts';

/** What takes seconds is only done for a plan that is kept: a preview (`quick`) is made without the model. */
type Proposers = { quick: Proposer; full: Proposer };

type Parts = {
  gazetteer: Gazetteer;
  model?: ModelConfig;
  /** What the model costs is written down here, and what it answered; absent: nowhere. */
  ledger?: ModelLedger | undefined;
  cache?: AnswerCache | undefined;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: ((trouble: ModelTrouble) => void) | undefined;
  now: () => number;
};

/**
 * The whole way from a request to a checked plan: understand, propose, schedule, verify, repair or explain.
 * What only planning needs (holidays, the scheduler, the model's client) is loaded with the first plan.
 */
export function createPlanMaker({ gazetteer, model, ledger, cache, onModelTrouble, now }: Parts): PlanMaker {
  const holidays = async () => (await import('./holidays/index.ts')).openHolidays();
  const open = async (): Promise<Proposers> => {
    const { CatalogueProposer } = await import('./itinerary/index.ts');
    const catalogue = new CatalogueProposer({ holidays: await holidays() });
    if (model === undefined) return { quick: catalogue, full: catalogue };
    const { ModelProposer, troubleOf, withFallback } = await import('./model/index.ts');
    const proposer = new ModelProposer(model, {
      catalogue,
      holidays: await holidays(),
      now,
      ...(ledger === undefined ? {} : { ledger }),
      ...(cache === undefined ? {} : { cache }),
      onTrouble: (error) => onModelTrouble?.({ ...troubleOf(error), kind: 'not-booked' }),
    });
    return { quick: catalogue, full: withFallback(proposer, catalogue, (error) => onModelTrouble?.(troubleOf(error))) };
  };
  let opened: Promise<Proposers> | undefined;

  return async (request, { signal, onEvent, payer, quick = false }) => {
    const at = now();
    const trip = understand(request, { gazetteer, now: at });
    const { planTrip } = await import('./itinerary/index.ts');
    const proposers = await (opened ??= open());
    return planTrip(
      trip,
      quick ? proposers.quick : proposers.full,
      { holidays: await holidays(), gazetteer, now: at },
      {
        quick,
        ...(signal === undefined ? {} : { signal }),
        ...(onEvent === undefined ? {} : { onEvent }),
        ...(payer === undefined ? {} : { payer }),
      },
    );
  };
}

/** Checks plans as the planner does when it has made one. What only checking needs is loaded with the first check. */
export function createPlanChecker({ now }: Pick<Parts, 'now'>): PlanChecker {
  return {
    async facts({ destinations }) {
      const [{ openHolidays }, { listGuides, loadGuide }, { factsFromGuides }] = await Promise.all([
        import('./holidays/index.ts'),
        import('./catalogue/index.ts'),
        import('./verify/index.ts'),
      ]);
      const holidays = await openHolidays();
      // A guide may have gone since the plan was made: then nothing is known of its places.
      const known = new Set(listGuides().map(({ id }) => id));
      const ids = [...new Set(destinations.flatMap(({ guide }) => guide ?? []))].filter((id) => known.has(id));
      const guides = await Promise.all(ids.map((id) => loadGuide(id)));
      return factsFromGuides(guides, { now: now(), holiday: (country, date) => holidays.holidayOn(country, date) });
    },
    async checked(document, facts, signal) {
      const [{ verify }, { withWaysOut }] = await Promise.all([import('./verify/index.ts'), import('./explain/index.ts')]);
      const verification = await withWaysOut(document, verify(document, facts), facts, signal === undefined ? {} : { signal });
      return { ...document, verification };
    },
  };
}
