export { chooseCityLeg, cityLeg, isTransit, walkLimit, type CityLeg, type Walkers } from './city.ts';
export { downToFive, haversineMetres, upToFive, type Point } from './distance.ts';
export { journey, type Journey, type JourneyNeeds, type Town } from './intercity.ts';
