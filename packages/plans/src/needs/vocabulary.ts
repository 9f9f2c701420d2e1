import { plain } from '../words.ts';

/** `targets = words`: the words of a row, with `|` between them, mean all its targets. Words are compared as `plain` has them. */
export type Table<T extends string> = readonly (readonly [targets: readonly T[], words: string])[];

/** Answers that mean there is nothing to say. */
const NOTHING = new Set([
  '',
  'no',
  'none',
  'nothing',
  'na',
  'n a',
  'nil',
  'any',
  'anything',
  'everything',
  'all',
  'keine',
  'nada',
  'aucun',
  'nessuno',
  'no restrictions',
  'no preference',
  'no preferences',
  'omnivore',
  'no special needs',
  'not needed',
  'normal',
]);

/** Words around the one that counts. */
const FILLER =
  /\b(?:we|i|my|our|am|are|is|a|an|the|one|of|us|please|strict|strictly|mostly|only|diet|diets|food|meals|options|option|friendly|love|like|loves|likes|lover|lovers|interested|in|need|needs|require|requires|required|wife|husband|child|son|daughter|uses|use|using|eat|eats|some|lots|visiting|good|on|with|has|have|severe|severely|mother|father|grandmother|grandfather|mum|dad|baby|toddler|elderly|also)\b/g;

/** What somebody does not eat they want none of. */
const WITHOUT = /\b(?:dont|do not|doesnt|does not|cant|cannot|can not|must not) (?:eat|drink|have|tolerate)\b/g;

/** Words that turn what follows into its opposite: what they govern is only read as a phrase that the table has. */
const NEGATION = /^(?:no|not|non|nor|neither|never|without|dont|kein|keine|nicht|sans|pas|sin|sem|senza)\b/;
const AND = /\s*[+&]\s*|\s(?:and|und|y|e|et)\s/;
const LIST = /[,;/()]|\sbut\s/;

/** Longer phrases are prose. */
const MOST_WORDS = 12;

/** What was understood, and the phrases that were not, as they were typed. */
export type Mapped<T> = { values: T[]; unknown: string[] };
export type Vocabulary<T> = (phrases: readonly string[]) => Mapped<T>;

/**
 * Maps free words to a closed set, each as a whole phrase, with the filler around it taken off
 * ("we are strictly vegan") and lists taken apart ("vegan, nut allergy"). What is not understood comes back
 * as it was typed: nothing is guessed from a part of a phrase, so "not vegan" is not vegan.
 */
export function vocabulary<T extends string>(known: readonly T[], table: Table<T>): Vocabulary<T> {
  const meanings = new Map<string, readonly T[]>(
    table.flatMap(([targets, words]) => words.split('|').map((word) => [word, targets] as const)),
  );
  for (const value of known) meanings.set(plain(value), [value]);

  /** The meaning of words that are known phrases from the first to the last. */
  const inFull = (words: readonly string[]): readonly T[] | undefined => {
    if (words.length === 0) return [];
    for (let size = words.length; size > 0; size -= 1) {
      const head = meanings.get(words.slice(0, size).join(' '));
      const rest = head && inFull(words.slice(size));
      if (head && rest) return [...head, ...rest];
    }
    return undefined;
  };
  const lookUp = (phrase: string): readonly T[] | undefined => {
    const folded = plain(phrase).replace(WITHOUT, 'no');
    if (NOTHING.has(folded)) return [];
    const bare = folded
      .replace(FILLER, ' ')
      .split(' ')
      .filter((word) => word !== '');
    return meanings.get(folded) ?? (bare.length === 0 || bare.length > MOST_WORDS ? undefined : inFull(bare));
  };
  const read = (part: string, unknown: string[]): readonly T[] => {
    const whole = lookUp(part);
    if (whole !== undefined) return whole;
    const pieces = part.split(AND).filter((piece) => piece.trim() !== '');
    const found = pieces.map((piece) => ({ piece, values: lookUp(piece) }));
    const missing = found.filter(({ values }) => values === undefined);
    // Nobody can say how far a "no" reaches that was not understood.
    if (missing.length > 0 && NEGATION.test(plain(part))) unknown.push(part.trim());
    else unknown.push(...missing.map(({ piece }) => piece.trim()));
    return missing.length > 0 && NEGATION.test(plain(part)) ? [] : found.flatMap(({ values }) => values ?? []);
  };
  return (phrases) => {
    const unknown: string[] = [];
    const values = new Set<T>();
    for (const phrase of phrases) {
      const parts = lookUp(phrase) === undefined ? phrase.split(LIST).filter((part) => part.trim() !== '') : [phrase];
      for (const part of parts) for (const value of read(part, unknown)) values.add(value);
    }
    return { values: known.filter((value) => values.has(value)), unknown: [...new Set(unknown)] };
  };
}
