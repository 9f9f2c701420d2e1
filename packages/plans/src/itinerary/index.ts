export { CatalogueProposer, skeletonOf } from './catalogue-proposer.ts';
export { ENGINE_VERSION, planTrip, type PlannerDeps, type PlanOptions } from './planner.ts';
export { entryPrice, mealPrice, partyPrices, roomsFor } from './pricing.ts';
export { printPlan } from './print.ts';
export { seedOf } from './seed.ts';
export type { Area, Candidate, Prices, Proposal, Proposer, StageProposal } from './types.ts';
