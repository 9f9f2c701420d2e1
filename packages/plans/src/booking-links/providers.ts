import { bookingKind, type BookingKind, type BookingSearch } from '@tripmaster/contracts';
import { z } from 'zod';

/**
 * An address of a provider's search. `{word}` stands for a word of the search, `[ … ]` for a part that is left out with a
 * word it lacks; a parameter that lacks a word is left out as a whole. Words stand in the path and in parameters, never in
 * the host, so that whatever they say the address is on the provider's own host.
 */
const template = z
  .string()
  .max(500)
  .superRefine((text, context) => {
    const fault = templateFault(text);
    if (fault !== undefined) context.addIssue(fault);
  });

const affiliateId = z.string().regex(/^[\w.~-]{1,120}$/, 'is not an id (letters, figures and . _ ~ -)');

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'is not a short name (small letters, figures and -)'),
  name: z.string().min(1).max(60),
  links: z.partialRecord(bookingKind, template),
  /** The parameter that says whose link it was, and the operator's id for it. */
  affiliate: z.strictObject({ parameter: z.string().regex(/^[\w-]{1,40}$/), id: affiliateId.optional() }).optional(),
});

/** Somebody people can book with. Only the hosts of these are ever redirected to. */
export type BookingProvider = z.infer<typeof provider>;

/** What an operator may say in a file. */
const settings = z.strictObject({
  /** Built-in providers that are not to be offered. */
  without: z.array(z.string()).optional(),
  /** The operator's ids at providers, by the provider. */
  affiliateIds: z.record(z.string(), affiliateId).optional(),
  /** More providers; one with the id of a built-in takes its place. */
  providers: z.array(provider).max(50).optional(),
});

/** The addresses are the providers' own search pages; affiliate parameters as their partner programmes describe them. */
const BUILT_IN: readonly BookingProvider[] = [
  {
    id: 'booking',
    name: 'Booking.com',
    links: {
      stay: 'https://www.booking.com/searchresults.html?ss={place}[, {country}]&checkin={start}&checkout={end}&group_adults={adults}&group_children={children}&no_rooms=1',
    },
    affiliate: { parameter: 'aid' },
  },
  {
    id: 'hotels',
    name: 'Hotels.com',
    links: {
      stay: 'https://www.hotels.com/Hotel-Search?destination={place}[, {country}]&startDate={start}&endDate={end}&adults={adults}',
    },
    affiliate: { parameter: 'affcid' },
  },
  {
    id: 'google-flights',
    name: 'Google Flights',
    links: { flight: 'https://www.google.com/travel/flights?q=Flights from {from} to {to}[ on {start}]' },
  },
  { id: 'rome2rio', name: 'Rome2Rio', links: { train: 'https://www.rome2rio.com/map/{from}/{to}' } },
  {
    id: 'getyourguide',
    name: 'GetYourGuide',
    links: { activity: 'https://www.getyourguide.com/s/?q={place}&date_from={start}&date_to={end}' },
    affiliate: { parameter: 'partner_id' },
  },
  {
    id: 'viator',
    name: 'Viator',
    links: { activity: 'https://www.viator.com/searchResults/all?text={place}' },
    affiliate: { parameter: 'pid' },
  },
  { id: 'osm', name: 'OpenStreetMap', links: { map: 'https://www.openstreetmap.org/?mlat={lat}&mlon={lon}' } },
];

/** Settings that can't be used; the message says what is wrong with them. */
export class BookingSettingsRefused extends Error {}

/**
 * The providers that are offered: the built-in ones as an operator wants them. `text` is the operator's file (JSON);
 * `affiliateIds` are ids by provider from elsewhere, which come first. Throws {@link BookingSettingsRefused}.
 */
export function bookingProviders(text: string = '{}', affiliateIds: Readonly<Record<string, string>> = {}): BookingProvider[] {
  const said = readSettings(text);
  const own = said.providers ?? [];
  const all = [...BUILT_IN.filter(({ id }) => own.every((other) => other.id !== id)), ...own];
  const ids: Readonly<Record<string, string>> = { ...said.affiliateIds, ...affiliateIds };
  for (const id of [...(said.without ?? []), ...Object.keys(ids)])
    if (!all.some((one) => one.id === id)) throw new BookingSettingsRefused(`there is no provider called ${id}`);
  for (const { id } of own)
    if (own.filter((other) => other.id === id).length > 1) throw new BookingSettingsRefused(`there are two providers called ${id}`);
  return all
    .filter(({ id }) => !(said.without ?? []).includes(id))
    .map((one) => {
      const id = ids[one.id];
      if (id === undefined) return one;
      if (one.affiliate === undefined) throw new BookingSettingsRefused(`${one.id} has no parameter for an affiliate id`);
      if (!affiliateId.safeParse(id).success) throw new BookingSettingsRefused(`the affiliate id of ${one.id} is not one`);
      return { ...one, affiliate: { ...one.affiliate, id } };
    });
}

function readSettings(text: string): z.infer<typeof settings> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BookingSettingsRefused('it is not JSON');
  }
  const read = settings.safeParse(value);
  if (!read.success)
    throw new BookingSettingsRefused(read.error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`).join('; '));
  return read.data;
}

const WORDS: ReadonlySet<string> = new Set<keyof BookingSearch>([
  'place',
  'country',
  'from',
  'to',
  'start',
  'end',
  'adults',
  'children',
  'lat',
  'lon',
]);

function templateFault(text: string): string | undefined {
  const url = URL.parse(text.replace(/[{}[\]]/g, 'x'));
  if (url === null || url.protocol !== 'https:') return 'is not an https:// address';
  if (url.username !== '' || url.password !== '' || url.port !== '') return 'must have neither a name nor a port';
  if (/[{}[\]]/.test(/^https:\/\/[^/?#]*/.exec(text)?.[0] ?? '')) return 'must name its host';
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) || /^[\d.]+$/.test(url.hostname)) return 'must be on a host with a name';
  if (url.hash !== '') return 'must have no #';
  for (const [, word = ''] of text.matchAll(/\{([^}]*)\}/g)) if (!WORDS.has(word)) return `knows no {${word}}`;
  return undefined;
}

/** Which words of a search a template uses. */
export function wordsOf(text: string): (keyof BookingSearch)[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word))].filter(isWord);
}

function isWord(word: string): word is keyof BookingSearch {
  return WORDS.has(word);
}

/**
 * The address at a provider for a search; `undefined` where the provider has no such search, or a word of its path or of its
 * first parameter (which says what is looked for) is missing. It is always on the host that the template names.
 */
export function addressOf({ links, affiliate }: BookingProvider, kind: BookingKind, search: BookingSearch): string | undefined {
  const [, origin = '', path = '', query = ''] = /^(https:\/\/[^/?#]+)([^?]*)\??(.*)$/.exec(links[kind] ?? '') ?? [];
  if (origin === '') return undefined;
  const segments = path.split('/').map((segment) => segmentOf(segment, search));
  const pairs = query === '' ? [] : query.split('&');
  const parameters = pairs.map((pair): [string, string | undefined] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), fill(pair.slice(at + 1), search)];
  });
  const [looked] = parameters;
  if (segments.includes(undefined) || (looked !== undefined && looked[1] === undefined)) return undefined;
  const address = new URL(`${origin}${segments.join('/')}`);
  for (const [name, value] of parameters) if (value !== undefined) address.searchParams.append(name, value);
  if (affiliate?.id !== undefined) address.searchParams.append(affiliate.parameter, affiliate.id);
  return address.href;
}

/** A part of a path. One that would be empty, or dots, would make another path of it. */
function segmentOf(segment: string, search: BookingSearch): string | undefined {
  if (!/[{[]/.test(segment)) return segment;
  const filled = fill(segment, search);
  return filled === undefined || /^\.*$/.test(filled) ? undefined : encodeURIComponent(filled);
}

/** A part of a template with its words, each put in once; `undefined` where one outside of brackets is missing. */
function fill(text: string, search: BookingSearch): string | undefined {
  let missing = false;
  const filled = text.replace(/\[([^\]]*)\]|\{(\w+)\}/g, (_, part?: string, word = '') => {
    if (part !== undefined) return fill(part, search) ?? '';
    const value = isWord(word) ? search[word] : undefined;
    if (value === undefined) missing = true;
    return value === undefined ? '' : String(value);
  });
  return missing ? undefined : filled;
}
