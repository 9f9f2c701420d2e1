import type { WorldGazetteer } from '../gazetteer/index.ts';
import { airportIn, airportOf, airportsNamed, type Airport } from './airports.ts';
import { flat } from './moments.ts';
import type { Spot } from './reservation.ts';
import { townIn } from './towns.ts';

/** A place with the zone that its clocks keep; `sure` where it can be no other. */
export type Located = { spot: Spot; timeZone?: string; sure: boolean; key: string; point?: { lat: number; lon: number } };

export function airportSpot(airport: Airport, said?: string): Located {
  const { iata, city, country, lat, lon, timeZone, name } = airport;
  return { spot: { name: said ?? name, city, country, iata, lat, lon }, timeZone, sure: true, key: iata, point: { lat, lon } };
}

/** Finds places by codes and names. */
export function spotFinder(gazetteer: WorldGazetteer) {
  const known = new Map<string, Located | undefined>();

  /** An airport by the code in a text, or by its name. */
  function airport(text: string): Located | undefined {
    const bracket = /[([]\s*([A-Z]{3})\s*(?:[,/·-]\s*T?\w{1,2}\s*)?[)\]]/.exec(text)?.[1];
    const inBrackets = bracket === undefined ? undefined : airportIn(bracket);
    if (inBrackets !== undefined) return airportSpot(inBrackets, nameWithout(text) || undefined);
    const alone = /^\s*([A-Z]{3})\s*$/.exec(text)?.[1];
    const byCode = alone === undefined ? undefined : airportOf(alone);
    if (byCode !== undefined) return airportSpot(byCode);
    const leading = /^([A-Z]{3})\s?[-–,:·]?\s+\p{Lu}?\p{L}+|[\s)]([A-Z]{3})$/u.exec(text.trim());
    const led = leading === null ? undefined : airportOf(leading[1] ?? leading[2] ?? '');
    if (
      led !== undefined &&
      (/[\p{Script=Han}\p{Script=Katakana}]/u.test(text) || flat(text).includes(flat(led.city).split(/[\s-]/)[0] ?? '~'))
    )
      return airportSpot(led, nameWithout(text) || undefined);
    const named = airportsNamed(nameWithout(text));
    const [first, ...rest] = named;
    if (first === undefined) return undefined;
    if (rest.length === 0) return { ...airportSpot(first, nameWithout(text)), sure: true };
    // Several airports of one city: the city and its clocks are certain, the airport is not.
    if (!named.every(({ timeZone }) => timeZone === first.timeZone)) return undefined;
    return {
      spot: { name: nameWithout(text), city: first.city, country: first.country },
      timeZone: first.timeZone,
      sure: false,
      key: `city ${flat(first.city)}`,
      point: { lat: first.lat, lon: first.lon },
    };
  }

  /** A station, a stop, an address or a town. */
  function ground(text: string): Located | undefined {
    const town = townIn(text, gazetteer);
    if (town === undefined) return undefined;
    const { name: city, country, timeZone, lat, lon } = town.hit;
    return {
      spot: { name: text.trim(), city, country },
      timeZone,
      sure: town.sure,
      key: flat(text)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
      point: { lat, lon },
    };
  }

  function find(text: string, air: boolean): Located | undefined {
    const key = `${air} ${text}`;
    if (known.has(key)) return known.get(key);
    const cleaned = text.replace(/^[\s,.;:–—-]+|[\s,.;:–—-]+$/gu, '');
    const found = cleaned.length < 2 || cleaned.length > 90 ? undefined : air ? (airport(cleaned) ?? ground(cleaned)) : ground(cleaned);
    if (known.size < 2_000) known.set(key, found);
    return found;
  }
  return { find, airport, ground };
}
export type SpotFinder = ReturnType<typeof spotFinder>;

function nameWithout(text: string): string {
  return text
    .replace(/[([]\s*[A-Z]{3}\s*(?:[,/·-]\s*T?\w{1,2}\s*)?[)\]]/g, ' ')
    .replace(/^[A-Z]{3}\s(?=\p{L})|(?<=[\s)])[A-Z]{3}$/u, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
