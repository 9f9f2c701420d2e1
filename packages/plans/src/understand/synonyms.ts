import type { Diet, Interest } from '@tripmaster/contracts';

/** `target = words`, one a line; words are compared folded (no case, diacritics or punctuation). */
type Table = readonly (readonly [targets: string, words: string])[];

const INTEREST_WORDS: Table = [
  ['food', 'food|foodie|foodies|eating|cuisine|gastronomy|cooking|cooking class|restaurants|street food|wine|wine tasting|beer|coffee|cafes|local food|essen|kulinarik|comida|gastronomia|gastronomie|cibo|cucina|nourriture|culinary|dining|fine dining'],
  ['history', 'history|historic|historical|historical sites|castles|castle|ruins|archaeology|archeology|ancient|heritage|war|world war ii|wwii|unesco|monuments|geschichte|histoire|historia|storia|medieval|old town'],
  ['art', 'art|arts|painting|paintings|gallery|galleries|art galleries|sculpture|street art|modern art|contemporary art|kunst|arte|design|fashion design'],
  ['architecture', 'architecture|buildings|modernism|skyscrapers|art nouveau|gothic|baroque|architektur|arquitectura|arquitetura|architettura|bridges'],
  ['nature', 'nature|parks|park|gardens|garden|outdoors|outdoor|landscape|landscapes|mountains|wildlife|animals|birdwatching|birds|lakes|waterfalls|national parks|natur|naturaleza|natureza|natura|flowers|forest|forests|whale watching'],
  ['beach', 'beach|beaches|sea|seaside|swimming|sunbathing|coast|strand|playa|praia|plage|spiaggia|islands|island hopping'],
  ['nightlife', 'nightlife|clubs|clubbing|bars|bar hopping|pubs|cocktails|party|partying|dancing|nachtleben|vida nocturna|vida noturna|vie nocturne|vita notturna|rooftop bars'],
  ['shopping', 'shopping|shops|malls|boutiques|outlets|souvenirs|fashion|einkaufen|compras|achats|acquisti|antiques|flea markets'],
  ['family', 'family|families|kids|children|child friendly|family friendly|theme parks|amusement parks|zoo|zoos|aquarium|aquariums|playgrounds|familie|familia|famille|famiglia|kinder|disney'],
  ['adventure', 'adventure|adventures|adrenaline|extreme|extreme sports|rafting|climbing|canyoning|bungee|paragliding|zipline|kayaking|abenteuer|aventura|aventure|avventura|safari|off road'],
  ['music', 'music|live music|concerts|concert|opera|jazz|classical music|festivals|festival|fado|flamenco|tango|musik|musica|musique|gigs'],
  ['sport', 'sport|sports|football|soccer|tennis|golf|basketball|baseball|stadium|stadiums|running|gym|deporte|deportes|esporte|sport events|formula 1|f1'],
  ['wellness', 'wellness|spa|spas|yoga|relaxation|relaxing|relax|massage|massages|thermal baths|hot springs|onsen|hammam|sauna|meditation|bienestar|bem estar|bien etre|benessere|retreat'],
  ['photography', 'photography|photo|photos|photo spots|instagram|photographie|fotografie|fotografia'],
  ['religion', 'religion|religious|religious sites|churches|church|cathedrals|temples|temple|mosques|mosque|synagogues|shrines|monasteries|pilgrimage|spirituality|spiritual'],
  ['science', 'science|technology|tech|space|engineering|science museums|planetarium|wissenschaft|ciencia|scienza|robots|trains|railways|aviation'],
  ['local-life', 'local life|locallife|local|local culture|culture|cultural|authentic|off the beaten path|off the beaten track|hidden gems|neighbourhoods|neighborhoods|people|traditions|crafts|walking around|kultur|cultura|culture locale|village|villages'],
  ['views', 'views|view|viewpoint|viewpoints|lookouts|panorama|panoramas|scenery|scenic|scenic views|sunset|sunsets|sunrise|skyline|rooftops|aussicht|miradouros|miradores'],
  ['art history', 'museum|museums|museen|museos|museus|musees|musei'],
  ['nature adventure', 'hiking|hikes|hike|trekking|trek|walking|walks|wandern|senderismo|randonnee|trilhas|escursionismo|camping|cycling|biking|bike'],
  ['adventure sport', 'surfing|surf|skiing|ski|snowboarding|diving|scuba|scuba diving|snorkeling|snorkelling|sailing|windsurfing|kitesurfing|winter sports|water sports|watersports'],
  ['history architecture', 'palaces|palace|old buildings|landmarks|sightseeing|sights|sehenswurdigkeiten|attractions'],
  ['food local-life', 'markets|market|food markets|local markets|night markets|mercados|marches|mercati|markte'],
  ['wellness beach', 'sun|rest and sun'],
  ['views wellness', 'romance|romantic|honeymoon'],
  ['music art', 'theatre|theater|theatres|musicals|ballet|shows|performing arts|broadway|film|cinema|movies'],
  ['local-life art', 'literature|books|bookshops'],
];

const DIET_WORDS: Table = [
  ['vegetarian', 'vegetarian|vegetarians|veggie|veg|vegetarisch|vegetarier|vegetariana|vegetariano|vegetarien|vegetarienne|no meat|meatless|meat free|without meat|ovo lacto|lacto ovo|lacto vegetarian'],
  ['vegan', 'vegan|vegans|vegane|vegana|vegano|vegetalien|vegetalienne|plant based|plantbased|no animal products'],
  ['pescatarian', 'pescatarian|pescatarians|pescetarian|pesco vegetarian|pescatariano|pescetarisch|pescetarien'],
  ['halal', 'halal|hallal|حلال|muslim|no pork or alcohol'],
  ['kosher', 'kosher|koscher|casher|cacher|כשר|jewish'],
  ['gluten-free', 'gluten free|glutenfree|no gluten|without gluten|gluten intolerant|gluten intolerance|gluten allergy|glutenfrei|glutenvrij|sans gluten|sin gluten|sem gluten|senza glutine|celiac|coeliac|celiac disease|coeliac disease|celiaco|celiaca|zoliakie|no wheat|wheat free'],
  ['lactose-free', 'lactose free|lactosefree|no lactose|lactose intolerant|lactose intolerance|laktosefrei|lactosevrij|sans lactose|sin lactosa|sem lactose|senza lattosio|dairy free|no dairy|no milk|without dairy|milk allergy|dairy allergy'],
  ['nut-free', 'nut free|nutfree|no nuts|no nut|nut allergy|nuts allergy|allergic to nuts|peanut allergy|no peanuts|peanut free|allergic to peanuts|tree nut allergy|without nuts|nussfrei|nussallergie|sans noix|sin frutos secos|sem nozes|senza noci'],
];

/** Words that ask for a way without steps. A pram is a wheelchair to a staircase. */
const STEP_FREE_WORDS =
  'wheelchair|wheelchairs|wheelchair user|wheelchair access|wheelchair accessible|powerchair|electric wheelchair|mobility scooter|scooter user|step free|stepfree|step free access|no steps|no stairs|without stairs|without steps|avoid stairs|cant climb stairs|cannot climb stairs|barrier free|barrierfree|barrierefrei|accessible|accessibility|reduced mobility|limited mobility|mobility|mobility impaired|mobility issues|walking difficulties|difficulty walking|walker|walking frame|rollator|crutches|cane|rollstuhl|fauteuil roulant|silla de ruedas|cadeira de rodas|sedia a rotelle|pmr|stroller|pram|pushchair|buggy|kinderwagen|poussette|lift needed|elevator|elevator needed|ramp|ramps';

/** Answers that mean there is nothing to say. */
const NOTHING = new Set(['', 'no', 'none', 'nothing', 'na', 'n a', 'nil', 'any', 'anything', 'everything', 'all', 'keine', 'nada', 'aucun', 'nessuno', 'no restrictions', 'no preference', 'no preferences', 'omnivore', 'no special needs', 'not needed', 'normal']);

/** Words around the one that counts. */
const FILLER = /\b(?:we|i|my|our|am|are|is|a|an|the|one|of|us|please|strict|strictly|mostly|only|diet|diets|food|meals|options|option|friendly|love|like|loves|likes|lover|lovers|interested|in|need|needs|require|requires|required|wife|husband|child|son|daughter|uses|use|using|eat|eats|some|lots|visiting|good)\b/g;

function table<T extends string>(rows: Table, known: readonly T[]): ReadonlyMap<string, T[]> {
  const map = new Map<string, T[]>();
  for (const [targets, words] of rows) {
    const values = known.filter((value) => targets.split(' ').includes(value));
    for (const word of words.split('|')) map.set(word, values);
  }
  return map;
}

export type Mapped<T> = { values: T[]; unknown: string[] };
export type Vocabulary<T> = (words: readonly string[]) => Mapped<T>;

/**
 * Maps free words to a closed set, each as a whole phrase, with the filler around it taken off
 * ("we are strictly vegan") and lists taken apart ("vegan, nut allergy"). What is not understood comes back
 * as it was typed: nothing is guessed from a part of a phrase, so "not vegan" is not vegan.
 */
function vocabulary<T extends string>(words: ReadonlyMap<string, readonly T[]>, known: readonly T[], fold: (text: string) => string): Vocabulary<T> {
  const lookUp = (phrase: string): readonly T[] | undefined => {
    const folded = fold(phrase);
    if (NOTHING.has(folded)) return [];
    const bare = folded.replace(FILLER, ' ').replace(/\s+/g, ' ').trim();
    return known.filter((value) => fold(value) === folded).length > 0 ? known.filter((value) => fold(value) === folded) : (words.get(folded) ?? (bare === '' ? undefined : words.get(bare)));
  };
  return (phrases) => {
    const values = new Set<T>();
    const unknown: string[] = [];
    for (const phrase of phrases) {
      const whole = lookUp(phrase);
      const parts = whole === undefined ? phrase.split(/[,;/+&]|\s(?:and|und|y|e|et)\s/).filter((part) => part.trim() !== '') : [];
      for (const value of whole ?? []) values.add(value);
      for (const part of parts) {
        const found = lookUp(part);
        if (found === undefined) unknown.push(part.trim());
        for (const value of found ?? []) values.add(value);
      }
    }
    return { values: known.filter((value) => values.has(value)), unknown: [...new Set(unknown)] };
  };
}

export function interestVocabulary(known: readonly Interest[], fold: (text: string) => string): Vocabulary<Interest> {
  return vocabulary(table(INTEREST_WORDS, known), known, fold);
}

export function dietVocabulary(known: readonly Diet[], fold: (text: string) => string): Vocabulary<Diet> {
  return vocabulary(table(DIET_WORDS, known), known, fold);
}

export function accessVocabulary(fold: (text: string) => string): Vocabulary<'step-free'> {
  return vocabulary(table([['step-free', STEP_FREE_WORDS]], ['step-free']), ['step-free'], fold);
}
