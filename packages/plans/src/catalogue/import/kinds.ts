import type { Interest } from '@tripmaster/contracts';
import type { PlaceCategory } from '../schema.ts';

/** OpenStreetMap's tags of one thing. */
export type Tags = Readonly<Record<string, string>>;

/** What is usual of a kind of place: a visit's minutes, whom it pleases, and how well known such a place is, 1 to 100. */
export type Kind = {
  minutes: number;
  interests: readonly Interest[];
  childFriendly: 0 | 1 | 2 | 3;
  setting: 'indoor' | 'outdoor' | 'mixed';
  fame: number;
};

const kind = (
  minutes: number,
  setting: Kind['setting'],
  childFriendly: Kind['childFriendly'],
  fame: number,
  ...interests: Interest[]
): Kind => ({ minutes, setting, childFriendly, fame, interests });

/** The kinds that an import knows; anything else is left out rather than called something it is not. */
export const KINDS = {
  cathedral: kind(45, 'indoor', 1, 55, 'religion', 'architecture', 'history'),
  church: kind(30, 'indoor', 1, 35, 'religion', 'architecture'),
  monastery: kind(60, 'mixed', 1, 45, 'religion', 'history'),
  mosque: kind(30, 'indoor', 1, 40, 'religion', 'architecture'),
  shrine: kind(30, 'mixed', 1, 40, 'religion'),
  synagogue: kind(30, 'indoor', 1, 40, 'religion', 'history'),
  temple: kind(40, 'mixed', 1, 40, 'religion', 'architecture'),
  castle: kind(90, 'mixed', 2, 55, 'history', 'architecture'),
  fortress: kind(75, 'outdoor', 2, 45, 'history'),
  palace: kind(90, 'indoor', 1, 50, 'history', 'architecture'),
  gate: kind(15, 'outdoor', 1, 35, 'history', 'architecture'),
  ruins: kind(45, 'outdoor', 2, 40, 'history'),
  monument: kind(20, 'outdoor', 1, 35, 'history'),
  memorial: kind(20, 'outdoor', 1, 30, 'history'),
  tomb: kind(30, 'mixed', 1, 35, 'history'),
  tower: kind(40, 'mixed', 2, 40, 'views', 'architecture'),
  bridge: kind(20, 'outdoor', 2, 35, 'architecture', 'views'),
  'historic-site': kind(40, 'outdoor', 1, 35, 'history'),
  museum: kind(90, 'indoor', 1, 45, 'history', 'art'),
  gallery: kind(60, 'indoor', 1, 35, 'art'),
  viewpoint: kind(25, 'outdoor', 2, 40, 'views', 'photography'),
  park: kind(60, 'outdoor', 3, 35, 'nature', 'family'),
  garden: kind(60, 'outdoor', 2, 40, 'nature'),
  zoo: kind(180, 'outdoor', 3, 50, 'nature', 'family'),
  aquarium: kind(120, 'indoor', 3, 50, 'nature', 'family'),
  'amusement-park': kind(240, 'outdoor', 3, 50, 'family'),
  beach: kind(120, 'outdoor', 3, 40, 'beach'),
  waterfall: kind(40, 'outdoor', 2, 40, 'nature'),
  cave: kind(60, 'indoor', 2, 40, 'nature'),
} as const satisfies Partial<Record<PlaceCategory, Kind>>;
export type KnownKind = keyof typeof KINDS;

const HISTORIC: Readonly<Record<string, KnownKind>> = {
  castle: 'castle',
  fort: 'fortress',
  fortress: 'fortress',
  citywalls: 'fortress',
  city_gate: 'gate',
  palace: 'palace',
  manor: 'palace',
  ruins: 'ruins',
  archaeological_site: 'ruins',
  monument: 'monument',
  memorial: 'memorial',
  tomb: 'tomb',
  tower: 'tower',
  monastery: 'monastery',
  church: 'church',
  cathedral: 'cathedral',
  mosque: 'mosque',
  temple: 'temple',
  bridge: 'bridge',
  aqueduct: 'historic-site',
};
const TOURISM: Readonly<Record<string, KnownKind>> = {
  museum: 'museum',
  gallery: 'gallery',
  viewpoint: 'viewpoint',
  zoo: 'zoo',
  aquarium: 'aquarium',
  theme_park: 'amusement-park',
};
const NATURAL: Readonly<Record<string, KnownKind>> = { beach: 'beach', cave_entrance: 'cave' };
const BUILDING: Readonly<Record<string, KnownKind>> = {
  cathedral: 'cathedral',
  monastery: 'monastery',
  temple: 'temple',
  shrine: 'shrine',
};
const WORSHIP: Readonly<Record<string, KnownKind>> = {
  christian: 'church',
  muslim: 'mosque',
  jewish: 'synagogue',
  buddhist: 'temple',
  hindu: 'temple',
  taoist: 'temple',
  shinto: 'shrine',
};

const pick = (table: Readonly<Record<string, KnownKind>>, value: string | undefined): KnownKind | undefined =>
  value !== undefined && Object.hasOwn(table, value) ? table[value] : undefined;

/** What a thing is by its tags, the surest first; `undefined` where they do not say. Things that only stand about are none. */
export function kindOf(tags: Tags): KnownKind | undefined {
  const { tourism, historic, leisure, natural, building, waterway, amenity, religion } = tags;
  const wanted = tourism !== undefined || historic !== undefined || leisure === 'park' || leisure === 'garden' || natural !== undefined;
  if (!wanted) return undefined;
  // Every town has hundreds of memorial stones; an article tells those that are worth a walk.
  if (historic === 'memorial' && tags['wikipedia'] === undefined && tags['wikidata'] === undefined && tourism === undefined)
    return undefined;
  const worship = amenity === 'place_of_worship' ? (pick(BUILDING, building) ?? pick(WORSHIP, religion)) : undefined;
  return (
    pick(TOURISM, tourism) ??
    pick(NATURAL, natural) ??
    worship ??
    pick(HISTORIC, historic) ??
    (leisure === 'park' ? 'park' : leisure === 'garden' && tourism === 'attraction' ? 'garden' : undefined) ??
    (waterway === 'waterfall' ? 'waterfall' : undefined) ??
    (tags['man_made'] === 'tower' && tourism === 'attraction' ? 'tower' : undefined)
  );
}
