import type { ProposeOptions } from '../itinerary/types.ts';
import type { OnText } from './stream.ts';

/** A new line of news for so many more places. */
const STEP = 5;
/** How each place of an answer begins, and in no other field's name. */
const PLACE = /"localName"\s*:/g;

/**
 * Tells how many places a model has named while it is still writing, over all cities together. It only counts: nothing
 * of an answer is shown before the whole of it was read and checked. A second try tells nothing until it is further.
 */
export function namedSoFar(
  cities: readonly { city: string; asked: number }[],
  onProgress: ProposeOptions['onProgress'],
): (city: string) => OnText {
  const asked = cities.reduce((sum, one) => sum + one.asked, 0);
  const known = new Map<string, number>();
  if (cities.length > 0) onProgress?.(0, `Asking the model about ${cities.map(({ city }) => city).join(', ')}`);
  return (city) => (text) => {
    if (onProgress === undefined) return;
    const count = text.match(PLACE)?.length ?? 0;
    if (count < (known.get(city) ?? 0) + STEP) return;
    known.set(city, count - (count % STEP));
    const all = [...known.values()].reduce((sum, one) => sum + one, 0);
    onProgress(all / asked, `The model has named ${count - (count % STEP)} places in ${city}`);
  };
}
