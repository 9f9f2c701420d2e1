import { currency as currencySchema, fractionDigits, isPlainDate, plainTime, type Money } from '@tripmaster/contracts';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { localAt } from '../import/zones.ts';
import { airportIn } from './airports.ts';
import { moneyIn } from './details.ts';
import type { Confidence, Moment, Reservation, ReservationKind, Spot } from './reservation.ts';
import { microdata, type Node } from './microdata.ts';
import { airportSpot, spotFinder } from './spots.ts';
import { townIn } from './towns.ts';

type Told = Reservation & { cancelled: boolean };

const KINDS: Readonly<Record<string, ReservationKind>> = {
  FlightReservation: 'flight',
  TrainReservation: 'train',
  BusReservation: 'bus',
  BoatReservation: 'ferry',
  LodgingReservation: 'hotel',
  RentalCarReservation: 'rental',
  EventReservation: 'activity',
  FoodEstablishmentReservation: 'restaurant',
};
const MOST_DEPTH = 30;

/** Reservations in the markup of a mail (schema.org as JSON-LD or microdata), cancelled ones too, which say so. */
export function markupReservations(html: string, jsonLd: readonly string[], gazetteer: WorldGazetteer): Told[] {
  const nodes: Node[] = [];
  for (const text of jsonLd) {
    try {
      collect(JSON.parse(text), nodes, 0);
    } catch {
      // Damaged markup says nothing; the words of the mail are read instead.
    }
  }
  if (nodes.length === 0 && /itemtype/i.test(html)) for (const node of microdata(html)) collect(node, nodes, 0);
  return nodes.flatMap((node) => reservationOf(node, gazetteer) ?? []);
}

function collect(value: unknown, into: Node[], depth: number): void {
  if (depth > MOST_DEPTH || into.length > 200) return;
  if (Array.isArray(value)) return value.slice(0, 500).forEach((one) => collect(one, into, depth + 1));
  if (!isNode(value)) return;
  if (typesOf(value).some((type) => KINDS[type] !== undefined)) into.push(value);
  else for (const inner of Object.values(value)) collect(inner, into, depth + 1);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(node: Node): string[] {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type]).map((one) => String(one ?? '').replace(/^.*[/#:]/, ''));
}

function child(node: Node | undefined, ...names: string[]): Node | undefined {
  for (const name of names) {
    const value = node?.[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (isNode(first)) return first;
  }
  return undefined;
}

function text(node: Node | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = node?.[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string' && first.trim() !== '') return first.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 300);
    if (typeof first === 'number') return String(first);
    if (isNode(first) && typeof first['name'] === 'string') return first['name'].slice(0, 300);
  }
  return undefined;
}

/** A local time as it is written, whatever its offset; one in UTC is told in the zone of its place. */
function momentOf(value: string | undefined, zone: string | undefined): { moment: Moment; sure: boolean } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value?.trim() ?? '');
  const date = match?.[1];
  if (date === undefined || !isPlainDate(date)) return undefined;
  const time = match?.[2];
  const zoned = zone === undefined ? {} : { timeZone: zone };
  if (time === undefined) return { moment: { date, ...zoned }, sure: true };
  if (!plainTime.safeParse(time).success) return undefined;
  if (match?.[3] === 'Z' && zone !== undefined) {
    // Many write local time and call it UTC: so it is only probable.
    const local = localAt(zone, Date.parse(`${date}T${time}:00Z`));
    return { moment: { ...local, ...zoned }, sure: false };
  }
  return { moment: { date, time, ...zoned }, sure: true };
}

function priceOf(node: Node): Money | undefined {
  const total = child(node, 'totalPrice', 'priceSpecification');
  const amount = text(node, 'totalPrice', 'price') ?? text(total, 'price', 'value');
  const currency = text(node, 'priceCurrency') ?? text(total, 'priceCurrency', 'currency');
  if (amount === undefined) return undefined;
  const value = Number(amount);
  if (currency !== undefined && currencySchema.safeParse(currency).success && Number.isFinite(value) && value >= 0 && value < 1e9)
    return { amount: Math.round(value * 10 ** fractionDigits(currency)), currency };
  return moneyIn(`${amount} ${currency ?? ''}`);
}

function addressOf(node: Node | undefined): string | undefined {
  const address = child(node, 'address');
  if (address === undefined) return text(node, 'address');
  const parts = [
    text(address, 'streetAddress'),
    [text(address, 'postalCode'), text(address, 'addressLocality')].filter(Boolean).join(' '),
    text(address, 'addressRegion'),
    text(address, 'addressCountry'),
  ];
  const joined = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return joined === '' ? text(address, 'name') : joined;
}

type Located = { spot: Spot; zone: string | undefined; sure: boolean };

function placeOf(node: Node | undefined, gazetteer: WorldGazetteer): Located | undefined {
  const name = text(node, 'name');
  const iata = text(node, 'iataCode')?.toUpperCase();
  const airport = iata === undefined ? undefined : airportIn(iata);
  if (airport !== undefined) {
    const { spot, timeZone } = airportSpot(airport, name);
    return { spot, zone: timeZone, sure: true };
  }
  const address = addressOf(node);
  if (name === undefined && address === undefined) return undefined;
  const geo = child(node, 'geo') ?? node;
  const [lat, lon] = [Number(text(geo, 'latitude') ?? NaN), Number(text(geo, 'longitude') ?? NaN)];
  const known = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const near = known ? gazetteer.near({ lat, lon }) : undefined;
  const said = address ?? name ?? '';
  const town =
    near === undefined
      ? (townIn(said, gazetteer) ?? (name === undefined ? undefined : townIn(name, gazetteer)) ?? airTown(name, gazetteer))
      : { hit: near, sure: true };
  return {
    spot: {
      name: name ?? address ?? 'Place',
      ...(address === undefined ? {} : { address }),
      ...(town === undefined ? {} : { city: town.hit.name, country: town.hit.country }),
      ...(known ? { lat, lon } : {}),
    },
    zone: town?.hit.timeZone,
    sure: town?.sure === true,
  };
}

function airTown(name: string | undefined, gazetteer: WorldGazetteer): ReturnType<typeof townIn> {
  const found = name === undefined ? undefined : spotFinder(gazetteer).airport(name);
  return found?.spot.city === undefined
    ? undefined
    : townIn(found.spot.city, gazetteer, found.spot.country === undefined ? {} : { country: found.spot.country });
}

function reservationOf(node: Node, gazetteer: WorldGazetteer): Told | undefined {
  const kind = typesOf(node).flatMap((type) => KINDS[type] ?? [])[0];
  if (kind === undefined) return undefined;
  const about = child(node, 'reservationFor');
  const code = text(node, 'reservationNumber', 'reservationId', 'confirmationNumber');
  const provider =
    text(about, 'airline', 'provider', 'trainCompany', 'busCompany', 'rentalCompany', 'organizer') ??
    text(node, 'provider', 'broker', 'bookingAgent');
  const price = priceOf(node);
  const cancelled = /cancell?ed/i.test(text(node, 'reservationStatus') ?? '');
  const people = Number(text(node, 'partySize', 'numSeats', 'numAdults') ?? NaN);
  const is = (sure: boolean): Confidence => (sure ? 'sure' : 'unsure');
  const shared = {
    kind,
    cancelled,
    ...(code === undefined ? {} : { code }),
    ...(provider === undefined ? {} : { provider }),
    ...(price === undefined ? {} : { price }),
    ...(people >= 1 && people <= 60 ? { people } : {}),
  };
  const journey = kind === 'flight' || kind === 'train' || kind === 'bus' || kind === 'ferry';
  if (journey) {
    const from = placeOf(child(about, 'departureAirport', 'departureStation', 'departureBusStop', 'departureBoatTerminal'), gazetteer);
    const to = placeOf(child(about, 'arrivalAirport', 'arrivalStation', 'arrivalBusStop', 'arrivalBoatTerminal'), gazetteer);
    const start = momentOf(text(about, 'departureTime'), from?.zone);
    const end = momentOf(text(about, 'arrivalTime'), to?.zone);
    if (start === undefined) return undefined;
    const digits = text(about, 'flightNumber', 'trainNumber', 'busNumber', 'trainName', 'busName');
    const carrier = text(child(about, 'airline'), 'iataCode');
    const number =
      digits === undefined
        ? undefined
        : /^\d+$/.test(digits) && carrier !== undefined
          ? `${carrier} ${digits}`
          : digits.replace(/^([A-Z\d]{2})\s?(\d{1,4})$/, '$1 $2');
    const seat = text(
      child(node, 'reservedTicket')?.['ticketedSeat'] === undefined ? node : child(child(node, 'reservedTicket'), 'ticketedSeat'),
      'seatNumber',
      'airplaneSeat',
    );
    const name = (place: Located | undefined): string => place?.spot.city ?? place?.spot.name ?? '';
    return {
      ...shared,
      title:
        `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)}${number === undefined ? '' : ` ${number}`} ${name(from)} to ${name(to)}`.trim(),
      ...(number === undefined ? {} : { number }),
      ...(from === undefined ? {} : { from: from.spot }),
      ...(to === undefined ? {} : { to: to.spot }),
      start: start.moment,
      ...(end === undefined ? {} : { end: end.moment }),
      ...(seat === undefined ? {} : { seat }),
      confidence: {
        'start.date': is(start.sure),
        'start.time': is(start.sure),
        'start.timeZone': is(from?.sure === true),
        ...(end === undefined
          ? { end: 'unsure' }
          : { 'end.date': is(end.sure), 'end.time': is(end.sure), 'end.timeZone': is(to?.sure === true) }),
        code: is(code !== undefined),
      },
    };
  }
  const where = placeOf(
    kind === 'rental' ? child(node, 'pickupLocation') : kind === 'activity' ? child(about, 'location') : about,
    gazetteer,
  );
  const back = kind === 'rental' ? placeOf(child(node, 'dropoffLocation'), gazetteer) : undefined;
  const [startName, endName] = {
    hotel: ['checkinTime', 'checkoutTime'],
    rental: ['pickupTime', 'dropoffTime'],
    restaurant: ['startTime', 'endTime'],
    activity: ['startDate', 'endDate'],
  }[kind] ?? ['startTime', 'endTime'];
  const start = momentOf(text(node, startName ?? '', 'checkinDate') ?? text(about, startName ?? ''), where?.zone);
  const end = momentOf(text(node, endName ?? '', 'checkoutDate') ?? text(about, endName ?? ''), (back ?? where)?.zone);
  if (start === undefined) return undefined;
  const title =
    kind === 'rental'
      ? ['Rental car', provider ?? text(about, 'name') ?? ''].filter((part) => part !== '').join(', ')
      : (text(about, 'name') ?? where?.spot.name ?? 'Booking');
  // Midnight is how a date without a time is written.
  const plain = ({ date, time, timeZone }: Moment): Moment => ({
    date,
    ...(kind === 'hotel' && time === '00:00' ? {} : time === undefined ? {} : { time }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return {
    ...shared,
    title,
    ...(where === undefined ? {} : { place: where.spot }),
    ...(back === undefined ? {} : { to: back.spot }),
    start: plain(start.moment),
    ...(end === undefined ? {} : { end: plain(end.moment) }),
    confidence: {
      'start.date': is(start.sure),
      ...(end === undefined ? {} : { 'end.date': is(end.sure) }),
      place: is(where !== undefined),
      'start.timeZone': is(where?.sure === true),
      code: is(code !== undefined),
    },
  };
}
