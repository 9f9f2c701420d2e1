import type { Wish } from '../trip.ts';
import type { Place } from '@tripmaster/contracts';
import { plain } from '../words.ts';

/** What sights are called beside their names, in the languages of the guides; and the little words between. */
const COMMON = new Set(
  (
    'a al and at d da das de degli dei del della der des di do dos du e el et in la las le les lo los of on outside sur the und y ' +
    'abbey arena art basilica bell bridge building cathedral cemetery centre center chapel church collection fine fort fortress fountain ' +
    'gallery galleries garden gardens hall house lift market mausoleum memorial modern monastery monument mosque museum museums national ' +
    'old opera palace park ride royal ruins shrine square stadium station street synagogue temple theatre tower town viewpoint zoo city ' +
    'galleria museo musee museu palazzo palais palacio basilique chiesa eglise iglesia igreja'
  ).split(' '),
);

/**
 * Makes the function that says whether a traveller's own item is a visit to a place, by its words: “Uffizi with Carla” is
 * one to the Uffizi Gallery. A place whose name has no word of its own (“Old Town Square”) is told by the whole of it.
 */
export function isBooked(wishes: readonly Wish[], city: string): (place: Pick<Place, 'name' | 'localName'>) => boolean {
  if (wishes.length === 0) return () => false;
  const said = wishes.map(({ title, place }) => ` ${plain(`${title} ${place?.name ?? ''}`)} `);
  const ofCity = new Set(plain(city).split(' '));
  return ({ name, localName }) =>
    [name, ...(localName === undefined ? [] : [localName])].some((one) => {
      const whole = plain(one);
      const own = whole.split(' ').filter((word) => word !== '' && !COMMON.has(word) && !ofCity.has(word));
      return said.some((text) => (own.length === 0 ? text.includes(` ${whole} `) : own.every((word) => text.includes(` ${word} `))));
    });
}
