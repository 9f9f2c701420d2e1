import type { Item } from '@tripmaster/contracts';
import { flat } from '../bookings/moments.ts';

/** Words that tell what a line of somebody's calendar or table is, in the languages that files come in. */
const KINDS: readonly (readonly [Item['kind'], RegExp])[] = [
  ['free', /^(?:free|rest|frei|freizeit|pause|libre|temps libre|tiempo libre|descanso|自由時間|休憩)$|^free time(?!\p{L})/u],
  [
    'transfer',
    /(?<!\p{L})(?:flight|fly|flug|vol|vuelo|volo|train|zug|tren|tgv|ice|ave|shinkansen|bus|coach|ferry|fahre|bateau|transfer|transfert|traslado|drive|taxi|departure|abflug|arrival|depart|airport)(?!\p{L})|✈|🚆|フライト|便|新幹線|列車|電車|バス|移動|空港/u,
  ],
  [
    'stay',
    /(?<!\p{L})(?:hotel|hostel|hostal|inn|check-?in|accommodation|stay|night|nights|airbnb|unterkunft|ubernachtung|pension|ferienwohnung|logement|hebergement|gite|auberge|nuit|nuits|alojamiento|noche|noches|apartamento|apartment|ryokan|riad)(?!\p{L})|🏨|ホテル|旅館|宿泊|宿/u,
  ],
  [
    'meal',
    /(?<!\p{L})(?:breakfast|brunch|lunch|dinner|supper|restaurant|fruhstuck|mittagessen|abendessen|essen|petit[- ]dejeuner|dejeuner|diner|desayuno|almuerzo|comida|cena|restaurante|table at)(?!\p{L})|🍽|朝食|昼食|夕食|ランチ|ディナー|レストラン/u,
  ],
  [
    'sight',
    /(?<!\p{L})(?:museum|musee|museo|gallery|galerie|cathedral|kathedrale|cathedrale|catedral|castle|schloss|burg|chateau|castillo|palace|temple|tempel|shrine|church|kirche|eglise|tower|turm|tour eiffel|park|garden|viewpoint|aussicht|mirador|sight|sehenswurdigkeit|monument|ruins)(?!\p{L})|美術館|博物館|神社|寺|城|公園|塔/u,
  ],
];

const MEALS: readonly (readonly [NonNullable<Item['meal']>, RegExp])[] = [
  ['breakfast', /breakfast|brunch|fruhstuck|petit[- ]dejeuner|desayuno|朝食/u],
  ['lunch', /lunch|mittagessen|almuerzo|comida|昼食|ランチ|(?<!petit[- ])dejeuner/u],
  ['dinner', /dinner|supper|abendessen|diner|cena|夕食|ディナー/u],
];

/** What kind of item these words are about; an activity where none tells. */
export function kindOf(words: string): Item['kind'] {
  const text = flat(words.normalize('NFKC')).trim();
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'activity';
}

export function mealOf(words: string, start: string | undefined): Item['meal'] {
  const text = flat(words.normalize('NFKC')).trim();
  const named = MEALS.find(([, pattern]) => pattern.test(text))?.[0];
  if (named !== undefined || start === undefined) return named;
  return start < '10:30' ? 'breakfast' : start < '16:00' ? 'lunch' : 'dinner';
}

/** The names that a kind has in files, ours first. */
const NAMES: Readonly<Record<string, Item['kind']>> = {
  sight: 'sight',
  activity: 'activity',
  meal: 'meal',
  transfer: 'transfer',
  stay: 'stay',
  free: 'free',
};

/** The kind that a column or field names; `undefined` for a word that is none. */
export function kindNamed(word: string): Item['kind'] | undefined {
  const text = flat(word.normalize('NFKC')).trim();
  const own = NAMES[text];
  if (own !== undefined) return own;
  const known = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  return (
    known ??
    (/^(?:aktivitat|activite|actividad|tour|ausflug|excursion|visit|besuch|visite|visita|event|体験|観光)$/u.test(text)
      ? 'activity'
      : undefined)
  );
}
