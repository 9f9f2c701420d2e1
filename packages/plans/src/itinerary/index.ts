export { CatalogueProposer } from './catalogue-proposer.ts';
export { planTrip } from './planner.ts';
