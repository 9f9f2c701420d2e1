import type { Item, Place } from '@tripmaster/contracts';

type Links = Item['links'];

/** A marker on OpenStreetMap. The only link a plan carries; booking links are made when the plan is read. */
export function mapLink(place: Pick<Place, 'lat' | 'lon'>): Links {
  const lat = place.lat.toFixed(5);
  const lon = place.lon.toFixed(5);
  return [{ label: 'Map', url: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}` }];
}

/** A search on OpenStreetMap, for where no place is known by name. */
export function searchLink(label: string, query: string): Links {
  return [{ label, url: `https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}` }];
}

/** True for an address that the two above make: the marker at just this place, or a search. */
export function isMapLink(url: string, place: Pick<Place, 'lat' | 'lon'> | undefined): boolean {
  if (place !== undefined && mapLink(place).some((link) => link.url === url)) return true;
  const query = /^https:\/\/www\.openstreetmap\.org\/search\?query=([\w.!~*'()%-]{1,600})$/.exec(url)?.[1];
  if (query === undefined) return false;
  try {
    return encodeURIComponent(decodeURIComponent(query)) === query;
  } catch {
    return false;
  }
}
