export { chooseCityLeg, type CityLeg, type Walkers } from './city.ts';
export { downToFive, metresBetween, upToFive, type Point } from './distance.ts';
export { journey, type Journey, type Town } from './intercity.ts';
