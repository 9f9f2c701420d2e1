import { foldName } from '../gazetteer/index.ts';
import { metresBetween } from '../travel/index.ts';

type Named = { name: string; localName?: string | undefined; lat: number; lon: number };

/** Places whose names are alike are one when they are this near; models' coordinates stray by some streets. Metres. */
const NEAR = 400;
/** One full name within one city is one place, wherever in it the model has put it. Metres. */
const SAME_NAME = 5_000;
/** A name of one word (`Cathedral`, `Estrela`) is too little to know a place by, unless it is the whole name. */
const LEAST_WORDS = 2;

const FILLERS = new Set([
  'of',
  'the',
  'and',
  'in',
  'at',
  'de',
  'da',
  'do',
  'dos',
  'das',
  'del',
  'della',
  'di',
  'la',
  'le',
  'el',
  'les',
  'los',
  'y',
  'e',
  'et',
  'und',
  'der',
  'die',
  'das',
  'des',
  'du',
]);

/** `Belém Tower (outside)` and `Pena Palace, Sintra` are known by what stands before. */
const headOf = (name: string): string => name.split(/[(,]/u)[0]?.trim() ?? name;

type Keys = { names: Set<string>; words: Set<string>[] };

function keysOf({ name, localName }: Named): Keys {
  const names = new Set(
    [name, headOf(name), ...(localName === undefined ? [] : [localName, headOf(localName)])].map(foldName).filter((key) => key !== ''),
  );
  const words = [...names].map((key) => new Set(key.split(' ').filter((part) => !FILLERS.has(part))));
  return { names, words };
}

/** True when all words of the known name are in the other: `Time Out Market Lisboa` is `Time Out Market`. */
function contains(other: Keys, known: Keys): boolean {
  return known.words.some((words) => words.size >= LEAST_WORDS && other.words.some((more) => [...words].every((one) => more.has(one))));
}

/** Finds the place that somebody else's name and coordinates mean; the nearest where several could. */
export function matcher<T extends Named>(places: readonly T[]): (other: Named) => T | undefined {
  const known = places.map((place) => ({ place, keys: keysOf(place) }));
  return (other) => {
    const keys = keysOf(other);
    let best: { place: T; metres: number } | undefined;
    for (const { place, keys: own } of known) {
      const metres = metresBetween(place, other);
      const same = [...keys.names].some((one) => own.names.has(one));
      if (same ? metres > SAME_NAME : metres > NEAR || !contains(keys, own)) continue;
      if (best === undefined || metres < best.metres) best = { place, metres };
    }
    return best?.place;
  };
}

/** Leaves out what is named a second time. */
export function distinct<T extends Named>(places: readonly T[]): T[] {
  const kept: T[] = [];
  for (const place of places) if (matcher(kept)(place) === undefined) kept.push(place);
  return kept;
}
