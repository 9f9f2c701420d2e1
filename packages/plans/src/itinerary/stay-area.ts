import { metresBetween } from '../travel/index.ts';
import type { Area, StageProposal } from './types.ts';

/**
 * The neighbourhood to sleep in: the one with the least distance to what is worth seeing, by score; among those that are
 * for sleeping, if there are any. An area where one can also eat in the evening saves a way a day.
 */
export function stayArea({ areas, candidates, stage }: StageProposal): Area {
  const beds = areas.filter(({ roles }) => roles.includes('stay'));
  const pool = beds.length > 0 ? beds : areas;
  const spread = (area: Area): number => {
    const far = candidates.reduce((sum, { place, score }) => sum + score * Math.min(10_000, metresBetween(area.place, place)), 0);
    const meals = ['breakfast', 'dinner'] as const;
    const missing = meals.filter((meal) => !area.roles.includes(meal)).length;
    return (candidates.length === 0 ? metresBetween(area.place, stage) : far) * (1 + 0.25 * missing);
  };
  const [first, ...rest] = pool;
  if (!first)
    return {
      place: { name: stage.name, lat: stage.lat, lon: stage.lon, category: 'neighbourhood', source: 'gazetteer' },
      roles: ['stay', 'breakfast', 'lunch', 'dinner'],
    };
  return rest.reduce((best, area) => (spread(area) < spread(best) ? area : best), first);
}
