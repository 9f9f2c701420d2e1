import type { Interest, Notice, Pace, Place } from '@tripmaster/contracts';
import { interestsOf } from '../understand/interests.ts';
import { list, plain } from '../words.ts';

/** What was understood of a traveller's instructions; `rest` is what was not, as it was typed. */
export type Instructions = { pace?: Pace; interests: Interest[]; without: ReadonlySet<string>; rest: string[] };

const PACES: Readonly<Record<Pace, string>> = {
  relaxed: 'relaxed|slow|slower|calm|calmer|easy|easier|gentle|gentler|quieter|less busy|less packed|fewer things|more rest|more breaks',
  balanced: 'balanced|normal|medium',
  packed: 'packed|fuller|busier|faster|tight|more packed|see more|see as much as possible',
};
const PACE_OF = new Map<string, Pace>();
for (const pace of ['relaxed', 'balanced', 'packed'] as const) for (const word of PACES[pace].split('|')) PACE_OF.set(word, pace);

/** Categories of places that a word names; both forms, so that nothing is guessed. */
const CATEGORIES: readonly (readonly [words: string, categories: string])[] = [
  ['museum|museums', 'museum|science-centre'],
  ['gallery|galleries', 'gallery'],
  ['church|churches|cathedral|cathedrals', 'church|cathedral|monastery'],
  ['temple|temples|shrine|shrines', 'temple|shrine'],
  ['mosque|mosques', 'mosque'],
  ['synagogue|synagogues', 'synagogue'],
  ['market|markets', 'market|night-market'],
  ['shopping|shops|malls', 'mall|market|night-market'],
  ['park|parks|garden|gardens', 'park|garden'],
  ['zoo|zoos|aquarium|aquariums', 'zoo|aquarium'],
  ['beach|beaches', 'beach'],
  ['viewpoint|viewpoints', 'viewpoint'],
  ['castle|castles|fortress|fortresses', 'castle|fortress'],
  ['palace|palaces', 'palace'],
  ['ruin|ruins', 'ruins'],
  ['tower|towers', 'tower'],
  ['boat trip|boat trips|boats', 'boat-trip'],
  ['theme park|theme parks|amusement park|amusement parks', 'amusement-park'],
  ['hike|hikes|hiking|trail|trails', 'trail'],
  ['nightlife|bars|clubs', 'nightlife'],
  ['show|shows', 'show'],
  ['cemetery|cemeteries', 'cemetery'],
];
const CATEGORIES_OF = new Map(
  CATEGORIES.flatMap(([words, categories]) => words.split('|').map((word) => [word, categories.split('|')] as const)),
);

const NEGATED = /^(?:no|no more|without|without any|skip|skip the|avoid|leave out|leave out the) (.+)$/;
const WANTED = /^(?:more|with|with more|add|focus on|some more) (.+)$/;
const FILLER =
  /^(?:please |make it |make this |i want |we want |i would like |we would like |keep it )+|^(?:a |an )(?=\S+ pace$)| (?:please|pace|days|day)$/g;

/**
 * Reads what can be read with certainty: a pace, kinds of places to leave out, interests. A phrase of which any part is
 * in doubt is left whole, as it was typed.
 */
export function readInstructions(text: string | undefined): Instructions {
  const interests = new Set<Interest>();
  const without = new Set<string>();
  const rest: string[] = [];
  let pace: Pace | undefined;
  let afterNo = false;
  for (const typed of (text ?? '').split(/[.;,!\n]|\sbut\s/)) {
    const clause = typed.trim();
    if (plain(clause) === '' || plain(clause) === 'please') continue;
    const bare = plain(clause).replaceAll(FILLER, '').trim();
    const named = PACE_OF.get(bare);
    const negated = NEGATED.exec(bare)?.[1];
    const wanted = WANTED.exec(bare)?.[1];
    if (named !== undefined) {
      pace = named;
      afterNo = false;
      continue;
    }
    if (negated !== undefined) {
      afterNo = true;
      const found = negated.split(/ (?:and|or|nor) (?:no )?/).map((word) => CATEGORIES_OF.get(word));
      if (found.some((categories) => categories === undefined)) rest.push(clause);
      else for (const category of found.flatMap((categories) => categories ?? [])) without.add(category);
      continue;
    }
    // "No museums, churches": whether the second is wanted nobody can say.
    const { values, unknown } = interestsOf([wanted ?? bare]);
    if ((afterNo && wanted === undefined) || unknown.length > 0 || values.length === 0) rest.push(clause);
    else for (const value of values) interests.add(value);
    if (wanted !== undefined) afterNo = false;
  }
  return { ...(pace === undefined ? {} : { pace }), interests: [...interests], without, rest };
}

/** Whether the instructions leave this place out. */
export function leavesOut({ without }: Instructions, { category }: Place): boolean {
  return category !== undefined && without.has(category);
}

/** What the traveller should know about how their words were read. */
export function instructionNotices({ rest, interests, without }: Instructions): Notice[] {
  const notices: Notice[] = [];
  const understood = [
    ...(interests.length > 0 ? [`more weight on ${list(interests)}`] : []),
    ...(without.size > 0 ? [`no ${list([...without].map((kind) => kind.replaceAll('-', ' ')))}`] : []),
  ];
  if (understood.length > 0)
    notices.push({ code: 'assumption', message: `Planned again with ${list(understood)}, for this proposal only.` });
  if (rest.length > 0) {
    const words = rest.map((one) => `“${one}”`).join(', ');
    notices.push({ code: 'not-checked', message: `Not understood with certainty, and only taken as a note: ${words}.` });
  }
  return notices;
}
