export { CatalogueProposer } from './catalogue-proposer.ts';
export { alternativesIn, type Alternatives } from './alternatives.ts';
export { planTrip, tryTrip, type PlannerDeps } from './planner.ts';
