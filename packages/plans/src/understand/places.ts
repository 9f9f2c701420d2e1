import { AppError, type DestinationHit, type FieldProblem, type Notice } from '@tripmaster/contracts';
import { countryCode, countryName, foldName } from '../gazetteer/index.ts';
import type { Gazetteer } from '../trip.ts';

/** The best of several namesakes is taken without asking when it is this many times as populous as the next. */
const CLEAR_LEAD = 5;
/** Namesakes of this size are worth a word (GeoNames draws the line of its `cities15000` here). */
const SIZEABLE = 15_000;
const MAX_CHOICES = 8;

export type Places = { hits: DestinationHit[]; notices: Notice[] };

/**
 * One city for each name. Throws `unknown-place` naming every field that could not be resolved, or
 * `ambiguous-place` with choices for the first that may really mean several cities.
 */
export function resolvePlaces(names: readonly string[], gazetteer: Gazetteer): Places {
  const found = names.map((name) => gazetteer.resolve(name));
  const unknown = found.flatMap((hits, index): FieldProblem[] => {
    const reason = unknownReason(names[index] ?? '', hits);
    return reason === undefined ? [] : [{ path: `destinations.${index}.name`, reason }];
  });
  if (unknown.length > 0) throw new AppError('unknown-place', { fields: unknown });
  const notices: Notice[] = [];
  const hits = found.flatMap((candidates, index): DestinationHit[] => {
    const [best, ...others] = candidates;
    if (best === undefined) return [];
    const name = names[index] ?? '';
    if (!isClear(best, others)) {
      const choices = candidates
        .slice(0, MAX_CHOICES)
        .map(({ name: own, region, countryName: country, lat, lon }) => ({ name: own, region, country, lat, lon }));
      throw new AppError('ambiguous-place', {
        fields: [{ path: `destinations.${index}.name`, reason: `may mean ${candidates.slice(0, 3).map(label).join(' or ')}` }],
        choices,
      });
    }
    const namesakes = others.filter((other) => other.population >= SIZEABLE).slice(0, 3);
    if (namesakes.length > 0) {
      notices.push({ code: 'assumption', message: `“${name}” was taken to be ${label(best)}, not ${namesakes.map(label).join(' or ')}.` });
    }
    return [best];
  });
  return { hits, notices };
}

function unknownReason(name: string, hits: readonly DestinationHit[]): string | undefined {
  const [best] = hits;
  // Two and three letters are more often a city's short form than a country's code.
  const country = name.length > 3 ? countryCode(name) : undefined;
  // Granada is Grenada in half the languages read here, but a guide of that very name is what is meant.
  const isGuide = best?.guide !== undefined && foldName(best.name) === foldName(name);
  if (country !== undefined && best?.country !== country && !isGuide) return `is a country: name cities in ${countryName(country)}`;
  return best === undefined ? `no city called “${name}” is known` : undefined;
}

function isClear(best: DestinationHit, others: readonly DestinationHit[]): boolean {
  const [next] = others;
  if (next === undefined) return true;
  // Two catalogue cities of one name are both meant as often as not.
  if (best.guide !== undefined) return next.guide === undefined;
  return best.population >= CLEAR_LEAD * Math.max(1, next.population);
}

/** `Paris, Texas, United States`, without repeating a region that is the city's own name. */
function label(hit: DestinationHit): string {
  return [hit.name, ...(hit.region === '' || hit.region === hit.name ? [] : [hit.region]), hit.countryName].join(', ');
}
