import { DIETS, type Diet } from '@tripmaster/contracts';
import { vocabulary, type Table, type Vocabulary } from './vocabulary.ts';

const DIET_WORDS: Table<Diet> = [
  [
    ['vegetarian'],
    'vegetarian|vegetarians|veggie|veg|vegetarisch|vegetarische|vegetarier|vegetariana|vegetariano|vegetarien|vegetarienne|no meat|meatless|meat free|without meat|ovo lacto|lacto ovo|lacto vegetarian',
  ],
  [['vegan'], 'vegan|vegans|vegane|vegana|vegano|vegetalien|vegetalienne|plant based|plantbased|no animal products'],
  [['pescatarian'], 'pescatarian|pescatarians|pescetarian|pesco vegetarian|pescatariano|pescetarisch|pescetarien'],
  [['halal'], 'halal|hallal|حلال|muslim|muslims|moslem|no pork or alcohol'],
  [['kosher'], 'kosher|koscher|casher|cacher|כשר|jewish'],
  [
    ['gluten-free'],
    'gluten free|glutenfree|no gluten|without gluten|gluten intolerant|gluten intolerance|gluten allergy|glutenfrei|glutenvrij|sans gluten|sin gluten|sem gluten|senza glutine|celiac|coeliac|celiac disease|coeliac disease|celiaco|celiaca|zoliakie|no wheat|wheat free',
  ],
  [
    ['lactose-free'],
    'lactose free|lactosefree|no lactose|lactose intolerant|lactose intolerance|laktosefrei|lactosevrij|sans lactose|sin lactosa|sem lactose|senza lattosio|dairy free|no dairy|no milk|without dairy|milk allergy|dairy allergy',
  ],
  [
    ['nut-free'],
    'nut free|nutfree|no nuts|no nut|nut allergy|nuts allergy|allergic to nuts|peanut allergy|no peanuts|peanut free|allergic to peanuts|tree nut allergy|without nuts|nussfrei|nussallergie|sans noix|sin frutos secos|sem nozes|senza noci',
  ],
];

/** What an access need may ask of a trip: ways without steps, and short ones. */
export type Access = 'step-free' | 'short-walks';

/** A pram is a wheelchair to a staircase. */
const ACCESS_WORDS: Table<Access> = [
  [
    ['step-free'],
    'mobility scooter|scooter user|step free|stepfree|step free access|no steps|no stairs|without stairs|without steps|avoid stairs|cant climb stairs|cannot climb stairs|barrier free|barrierfree|barrierefrei|accessible|accessibility|stroller|pram|pushchair|buggy|kinderwagen|poussette|lift needed|elevator|elevator needed|ramp|ramps|lift|strollers|prams|pushchairs',
  ],
  [
    ['step-free', 'short-walks'],
    'wheelchair|wheelchairs|wheelchair user|wheelchair access|wheelchair accessible|powerchair|electric wheelchair|reduced mobility|limited mobility|mobility|mobility impaired|mobility issues|walking difficulties|difficulty walking|walker|walking frame|rollator|crutches|cane|rollstuhl|fauteuil roulant|silla de ruedas|cadeira de rodas|sedia a rotelle|pmr|crutch|walking stick|zimmer frame|gehhilfe|krucken|bequilles|deambulateur|muletas|andador|stampelle',
  ],
  [
    ['short-walks'],
    'little walking|very little walking|short walks|short walks only|no long walks|no long walking|limited walking|cannot walk far|cant walk far|cannot walk long|cant walk long|not far to walk|not much walking|slow walker|slow walkers|bad knee|bad knees|bad hip|arthritis|weak legs',
  ],
];

/** The diets a traveller's words stand for: the planner plans by them and the check checks them. */
export const dietsOf: Vocabulary<Diet> = vocabulary(DIETS, DIET_WORDS);

/** The access needs a traveller's words stand for. */
export const accessOf: Vocabulary<Access> = vocabulary<Access>(['step-free', 'short-walks'], ACCESS_WORDS);
