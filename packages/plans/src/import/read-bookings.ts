import { utcDate } from '@tripmaster/contracts';
import type { Actor } from '@tripmaster/rpc';
import { openBooking, type Reservation, type Spot } from '../bookings/index.ts';
import { linesOfPdf } from '../bookings/pdf.ts';
import type { BookingModel } from '../bookings/model.ts';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { oneLine, problemList, unreadable, type Found, type FoundPlace, type Problems, type ReadFile } from './found.ts';
import { mealOf } from './words.ts';
import { recognise, type Recognised } from './recognise.ts';
import { placeFinder } from './compose.ts';

export type BookingReaders = {
  gazetteer: WorldGazetteer;
  now: () => number;
  /** Reads what the rules for texts make nothing sure of; absent: nobody does. */
  model: BookingModel | undefined;
};
type Call = { actor: Actor; signal: AbortSignal | undefined };

/** Bookings of a mail, a page, a PDF or a text, and of what is attached to a mail. */
export async function readBookings(file: Recognised & { name: string }, readers: BookingReaders, call: Call): Promise<ReadFile> {
  const problems = problemList();
  const found =
    file.format === 'pdf'
      ? await fromPdf(file.bytes, 'file', { readers, call, problems })
      : await fromText(file, { readers, call, problems });
  const format = file.format === 'mail' || file.format === 'html' || file.format === 'pdf' ? file.format : 'text';
  return { format, found, problems: problems.all() };
}

type Context = { readers: BookingReaders; call: Call; problems: Problems };

async function fromText(file: Recognised, context: Context): Promise<Found[]> {
  const { readers, problems } = context;
  const { readings, lines, attached } = await openBooking(
    { name: '', content: file.format === 'mail' ? file.bytes : file.text },
    { gazetteer: readers.gazetteer, today: utcDate(readers.now()) },
  );
  const reservations = readings.flatMap((reading) => reading.reservations);
  const told = readings.flatMap((reading) => reading.problems);
  const found = reservations.map((reservation, index) => foundOf(reservation, index, file.format === 'mail' ? 'mail' : 'text'));
  for (const { name, type, bytes } of attached) {
    if (found.length > 0) break;
    found.push(...(await fromAttachment(name || type, type, bytes, context)));
  }
  // A mail that says it is no booking is believed; one that could not be read is shown to the model.
  const refused = told.some(({ where }) => where === 'subject' || where === 'markup');
  if (found.length === 0 && !refused) found.push(...(await fromModel(lines, 'text', context)));
  if (found.length === 0) for (const { where, reason } of told) problems.add(where, reason);
  return found;
}

async function fromAttachment(name: string, type: string, bytes: Uint8Array, context: Context): Promise<Found[]> {
  const { readers, problems } = context;
  const where = oneLine(name, 60);
  try {
    if (/calendar/i.test(type) || /\.ics$/i.test(name)) {
      const { text } = recognise({ name: 'attachment.ics', content: Buffer.from(bytes).toString('base64'), encoding: 'base64' });
      const finder = placeFinder(readers.gazetteer);
      const read = (await import('./read-ics.ts')).readIcs(text, (at) => finder.townOf(at)?.timeZone);
      for (const problem of read.problems) problems.add(`${where}, ${problem.where}`, problem.reason);
      return read.found.map((one) => ({ ...one, where: `${where}, ${one.where}` }));
    }
    if (/pdf/i.test(type) || /\.pdf$/i.test(name)) return await fromPdf(bytes, where, context);
  } catch {
    // The mail itself may still be read.
    problems.add(where, 'can’t be read');
  }
  return [];
}

async function fromPdf(bytes: Uint8Array, where: string, context: Context): Promise<Found[]> {
  const { readers, call, problems } = context;
  const lines = await linesOfPdf(bytes, call.signal).catch((error: unknown) => {
    throw unreadable(where, 'this PDF can’t be read', error);
  });
  if (lines.join('').trim().length < 20) {
    problems.add(where, 'this PDF has no text: it is a picture, which is not read');
    return [];
  }
  const { readings } = await openBooking(
    { name: '', content: lines.join('\n') },
    { gazetteer: readers.gazetteer, today: utcDate(readers.now()) },
  );
  const found = readings.flatMap(({ reservations }) => reservations).map((reservation, index) => foundOf(reservation, index, where));
  if (found.length > 0) return found;
  const modelled = await fromModel(lines, where, context);
  if (modelled.length === 0) for (const { problems: told } of readings) for (const problem of told) problems.add(where, problem.reason);
  return modelled;
}

async function fromModel(lines: readonly string[], where: string, { readers, call, problems }: Context): Promise<Found[]> {
  if (readers.model === undefined) return [];
  const { reservations, problem } = await readers.model(lines, { userId: call.actor.userId, signal: call.signal });
  if (problem !== undefined) problems.add(where, problem);
  return reservations.map((reservation, index) => foundOf(reservation, index, `${where}, read by the model`));
}

const KINDS = {
  flight: 'transfer',
  train: 'transfer',
  bus: 'transfer',
  ferry: 'transfer',
  hotel: 'stay',
  rental: 'transfer',
  activity: 'activity',
  restaurant: 'meal',
} as const;

/** A reservation as it goes into a plan. */
function foundOf(reservation: Reservation, index: number, where: string): Found {
  const { kind, title, code, start, end, from, to, place, price, people, seat, provider, confidence } = reservation;
  const spot = place ?? from;
  const isJourney = from !== undefined && to !== undefined && kind !== 'rental';
  const notes = [
    ...(isJourney ? [`From ${spotName(from)} to ${spotName(to)}.`] : []),
    ...(kind === 'rental' && end !== undefined
      ? [`Return: ${[end.date, end.time].filter(Boolean).join(' ')}${to === undefined ? '' : `, ${spotName(to)}`}.`]
      : []),
    ...(provider === undefined ? [] : [`With ${provider}.`]),
    ...(seat === undefined ? [] : [`Seat ${seat}.`]),
    ...(people === undefined || people < 2 ? [] : [`For ${people} people.`]),
  ].join(' ');
  const unsure = Object.entries(confidence).flatMap(([field, sure]) => (sure === 'unsure' ? [FIELD_WORDS[field] ?? field] : []));
  const item = KINDS[kind];
  const meal = item === 'meal' ? mealOf(title, start.time) : undefined;
  return {
    where,
    uid: `booking ${kind} ${code ?? title} ${spotName(spot)} ${spotName(to)} ${start.date} ${code === undefined ? (start.time ?? index) : ''}`,
    kind: item,
    title: oneLine(title) || 'Booking',
    date: start.date,
    ...(start.time === undefined ? (item === 'stay' ? {} : {}) : { start: start.time }),
    ...(start.timeZone === undefined ? {} : { timeZone: start.timeZone }),
    ...(end?.time === undefined || kind === 'rental' ? {} : { end: end.time }),
    ...(end === undefined || kind === 'rental' ? {} : item === 'stay' ? { checkOutDate: end.date } : { endDate: end.date }),
    ...(end?.timeZone === undefined || !isJourney ? {} : { endTimeZone: end.timeZone }),
    ...(spot === undefined ? {} : { place: placeOf(spot) }),
    ...(isJourney ? { to: placeOf(to) } : {}),
    ...(price === undefined ? {} : { cost: price }),
    ...(meal === undefined ? {} : { meal }),
    ...(notes === '' ? {} : { notes }),
    ...(code === undefined ? {} : { code: oneLine(code, 40) }),
    ...(people === undefined ? {} : { people }),
    unsure: [...new Set(unsure)],
  };
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  'start.date': 'date',
  'start.time': 'start',
  'start.timeZone': 'timeZone',
  'end.date': 'end date',
  'end.time': 'end',
  'end.timeZone': 'time zone of the end',
};

function spotName(spot: Spot | undefined): string {
  if (spot === undefined) return '';
  return spot.iata === undefined ? spot.name : `${spot.city ?? spot.name} (${spot.iata})`;
}

function placeOf({ name, address, city, country, lat, lon, iata }: Spot): FoundPlace {
  const town = [city, country].filter((part) => part !== undefined).join(', ');
  const where = address ?? (town === '' ? undefined : town);
  return {
    name: oneLine(iata === undefined ? name : `${city ?? name} airport (${iata})`),
    ...(where === undefined ? {} : { address: where }),
    ...(lat === undefined || lon === undefined ? {} : { lat, lon }),
  };
}
