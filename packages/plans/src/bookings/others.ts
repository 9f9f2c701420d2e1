import { fieldOf, firstLine } from './details.ts';
import type { Shared } from './journeys.ts';
import { labelsOf, splitLabel, type Label } from './labels.ts';
import { findDates, findTimes } from './moments.ts';
import type { Confidence, Moment, Reservation, Spot } from './reservation.ts';
import { addressIn } from './stays.ts';
import { spotFinder } from './spots.ts';
import { townIn, type Town } from './towns.ts';

const is = (sure: boolean): Confidence => (sure ? 'sure' : 'unsure');

/** A car from where and when to where and when. */
export function rentalIn(shared: Shared): Reservation | undefined {
  const { code, price, provider, fields } = shared;
  const start = endOf(shared, 'pickUp');
  const end = endOf(shared, 'dropOff');
  if (start.date === undefined) return undefined;
  const spots = spotFinder(shared.gazetteer);
  const located = start.place === undefined ? undefined : spots.find(start.place, true);
  const back = end.place === undefined ? located : (spots.find(end.place, true) ?? located);
  const place: Spot | undefined = start.place === undefined ? undefined : { ...located?.spot, name: start.place };
  const zone = located?.timeZone === undefined ? {} : { timeZone: located.timeZone };
  const vehicle = firstLine(fieldOf(fields, 'vehicle')?.value ?? '');
  return {
    kind: 'rental',
    title: ['Rental car', provider ?? vehicle].filter((part) => part !== '').join(', '),
    ...shown({ code, price, provider }),
    ...(place === undefined ? {} : { place, from: place }),
    ...(end.place === undefined ? {} : { to: { ...back?.spot, name: end.place } }),
    start: { date: start.date, ...(start.time === undefined ? {} : { time: start.time }), ...zone },
    ...(end.date === undefined
      ? {}
      : {
          end: {
            date: end.date,
            ...(end.time === undefined ? {} : { time: end.time }),
            ...(back?.timeZone === undefined ? zone : { timeZone: back.timeZone }),
          },
        }),
    confidence: {
      'start.date': is(start.sure),
      'end.date': is(end.sure),
      place: is(located?.sure === true),
      'start.timeZone': is(located?.timeZone !== undefined && located.sure),
      code: is(code?.sure === true),
      ...(price === undefined ? {} : { price: is(price.sure) }),
    },
  };
}

type End = { date?: string; time?: string; place?: string; sure: boolean };

/** When and where a car is fetched or brought back; date, time and place may stand behind several labels, or below one. */
function endOf({ fields, rows, dates }: Shared, label: Extract<Label, 'pickUp' | 'dropOff'>): End {
  let end: End = { sure: false };
  const take = (line: string): void => {
    const text = line.replace(/^[\p{L} -]{3,24}:\s+(?=\D)/u, '');
    const date = findDates(text, dates).find((one) => one.date !== undefined);
    const time = findTimes(text)[0];
    if (end.date === undefined && date?.date !== undefined) end = { ...end, date: date.date, sure: date.sure };
    if (end.time === undefined && time !== undefined) end = { ...end, time: time.time };
    if (
      date === undefined &&
      time === undefined &&
      end.place === undefined &&
      /\p{L}{2,}/u.test(text) &&
      text.length < 160 &&
      labelsOf(text).length === 0
    )
      end = { ...end, place: text.trim() };
    else if (date !== undefined && end.place === undefined) {
      const after = text.slice(Math.max(date.index + date.length, time === undefined ? 0 : time.index + time.length));
      const before = text.slice(0, Math.min(date.index, time?.index ?? date.index));
      const [rest] = [after, before]
        .map((part) => part.replace(/^[\s,.;·–—-]+|[\s,.;·–—-]+$|Uhr/gu, '').trim())
        .filter((part) => /\p{L}{3,}/u.test(part));
      if (rest !== undefined && rest.length < 120) end = { ...end, place: rest };
    }
  };
  for (const { labels, value, row, cell } of fields) {
    if (!labels.includes(label)) continue;
    value.split('\n').forEach(take);
    // What follows below the label until the next one: a column of a table, or a block of lines.
    for (let below = row + 1; below <= row + 6; below += 1) {
      const cells = rows[below]?.cells;
      if (cells === undefined) break;
      const parts = cells.length > 1 ? cells[cell] : cells[0];
      if (parts === undefined) break;
      const split = splitLabel(parts[0] ?? '');
      if (split !== undefined) {
        if (split.labels.some((own) => own === 'date' || own === 'time' || own === 'address') && split.value !== '') {
          take(split.value);
          continue;
        }
        break;
      }
      if (end.date !== undefined && end.time !== undefined && end.place !== undefined) break;
      parts.forEach(take);
    }
  }
  return end;
}

function shown({ code, price, provider, people }: Partial<Pick<Shared, 'code' | 'price' | 'provider' | 'people'>>): Partial<Reservation> {
  return {
    ...(code === undefined ? {} : { code: code.code }),
    ...(price === undefined ? {} : { price: price.price }),
    ...(provider === undefined ? {} : { provider }),
    ...(people === undefined ? {} : { people }),
  };
}

/** A table at a restaurant, or something one has a ticket or a place for. */
export function appointmentIn(kind: 'restaurant' | 'activity', shared: Shared): Reservation | undefined {
  const { fields, dates, rows, gazetteer, hints, code, price, people, provider } = shared;
  const when = fields.filter(({ labels }) => labels.includes('date') || labels.includes('time') || labels.includes('stayDates'));
  let day = when.flatMap(({ value }) => findDates(value, dates)).find(({ date }) => date !== undefined);
  const labelled = day !== undefined;
  const clocks = when.flatMap(({ value }) => findTimes(value));
  if (day === undefined) {
    for (const { cells } of rows.slice(0, 80)) {
      for (const part of cells.flat()) {
        if (day !== undefined || part.length > 200 || splitLabel(part)?.labels.some((one) => one === 'ignored' || one === 'code') === true)
          continue;
        day = findDates(part, dates).find(({ date }) => date !== undefined);
        if (day !== undefined && clocks.length === 0) clocks.push(...findTimes(part));
      }
    }
  }
  if (day?.date === undefined) return undefined;
  if (clocks.length === 0)
    clocks.push(
      ...rows
        .slice(0, 80)
        .flatMap(({ cells }) =>
          cells
            .flat()
            .filter((part) => part.length < 80 && splitLabel(part)?.labels.includes('ignored') !== true)
            .flatMap((part) => findTimes(part)),
        )
        .slice(0, 1),
    );
  const [start, end] = clocks;
  const name = nameOf(kind, shared);
  const address = addressIn(shared, name?.text);
  const town: Town | undefined =
    (address === undefined ? undefined : townIn(address, gazetteer, hints)) ??
    (name === undefined ? undefined : townIn(name.text, gazetteer, hints)) ??
    townAnywhere(shared);
  const zone = town === undefined ? {} : { timeZone: town.hit.timeZone };
  const place: Spot = {
    name: kind === 'restaurant' ? (name?.text ?? 'Restaurant') : (address?.split(',')[0] ?? name?.text ?? 'Meeting point'),
    ...(address === undefined ? {} : { address }),
    ...(town === undefined ? {} : { city: town.hit.name, country: town.hit.country }),
  };
  const moment = (time: string | undefined): Moment => ({ date: day.date ?? '', ...(time === undefined ? {} : { time }), ...zone });
  const later =
    end !== undefined &&
    start !== undefined &&
    end.time > start.time &&
    end.plusDays === undefined &&
    when.some(({ value }) => findTimes(value).length === 2);
  return {
    kind,
    title: name?.text ?? (kind === 'restaurant' ? 'Table' : 'Activity'),
    ...shown({ code, price, people, provider }),
    place,
    start: moment(start?.time),
    ...(later ? { end: moment(end.time) } : {}),
    confidence: {
      title: is(name?.sure === true),
      'start.date': is(day.sure && labelled),
      ...(start === undefined ? {} : { 'start.time': is(when.some(({ value }) => findTimes(value).length > 0)) }),
      'start.timeZone': is(town?.sure === true && address !== undefined),
      ...(address === undefined ? {} : { address: is(fieldOf(fields, 'address') !== undefined) }),
      code: is(code?.sure === true),
      ...(price === undefined ? {} : { price: is(price.sure) }),
    },
  };
}

const SPOKEN: Readonly<Record<'restaurant' | 'activity', readonly RegExp[]>> = {
  restaurant: [
    /(?:table|reservation|booking) (?:at|with) (.{2,60}?)(?: (?:is|has|on|for|in)\b|[.!,;:(–—]|$)/iu,
    /(?:tisch(?:reservierung)?|reservierung) (?:im|in der|bei|in) (.{2,60}?)(?: (?:ist|wurde|am|für|bestätigt)\b|[.!,;:(–—]|$)/iu,
    /(?:table|réservation) (?:chez|au|à la|à l['’]|à) ?(.{2,60}?)(?: (?:est|a été|le|pour|confirmée)\b|[.!,;:(–—]|$)/iu,
    /(?:mesa|reserva) en (?:el |la )?(.{2,60}?)(?: (?:está|ha sido|el|para|confirmada)\b|[.!,;:(–—]|$)/iu,
    /(?:^|[、。【「\s])([^、。【】「」\s]{2,40}?)(?:の|への|を)(?:ご)?(?:予約|来店)/u,
  ],
  activity: [
    /(?:tickets?|booking|order|voucher|admission) (?:for|to) (.{3,80}?)(?: (?:is|are|has|on|confirmed)\b|[.!,;:(–—]|$)/iu,
    /(?:tickets?|buchung|eintritt(?:skarten?)?|voucher|gutschein) (?:für|zu|zum|zur|fur) (?:die |das |den |der )?(.{3,80}?)(?: (?:ist|sind|wurde|am)\b|[.!,;:(–—]|$)/iu,
    /(?:billets?|réservation|visite) (?:pour|de|du) (?:la |le |l['’])?(.{3,80}?)(?: (?:est|sont|le)\b|[.!,;:(–—]|$)/iu,
    /(?:entradas?|reserva|visita) (?:para|a|de) (?:el |la |los |las )?(.{3,80}?)(?: (?:está|son|el)\b|[.!,;:(–—]|$)/iu,
    /[「『【]([^」』】]{3,60})[」』】]/u,
  ],
};

function nameOf(
  kind: 'restaurant' | 'activity',
  { fields, subject, lines, provider }: Shared,
): { text: string; sure: boolean } | undefined {
  const clean = (text: string): string => text.replace(/^[\s"“„«「『【*•:–—-]+|[\s"”“»」』】*•,;:.–—-]+$/gu, '').trim();
  const labels: readonly Label[] = kind === 'restaurant' ? ['restaurant'] : ['activity'];
  const field = fields.find(
    ({ labels: own, value }) =>
      own.some((one) => labels.includes(one)) && /\p{L}{2,}/u.test(firstLine(value)) && firstLine(value).length <= 120,
  );
  if (field !== undefined) return { text: clean(firstLine(field.value)), sure: true };
  for (const text of [subject, ...lines.slice(0, 12)]) {
    for (const pattern of SPOKEN[kind]) {
      const name = clean(pattern.exec(text.normalize('NFKC'))?.[1] ?? '');
      if (
        name.length >= 2 &&
        /\p{L}{2,}/u.test(name) &&
        findDates(name).length === 0 &&
        !/^(?:you|your|ihre|votre|su|us|uns|two|\d+)\b/iu.test(name)
      )
        return { text: name, sure: false };
    }
  }
  return kind === 'restaurant' && provider !== undefined ? { text: provider, sure: false } : undefined;
}

function townAnywhere({ gazetteer, hints, subject, lines }: Shared): Town | undefined {
  for (const text of [subject, ...lines.slice(0, 25)]) {
    const name = /\b(?:in|à|en|a)\s+(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?)/u.exec(text)?.[1];
    const town = name === undefined ? undefined : townIn(name, gazetteer, hints);
    if (town !== undefined && town.hit.population > 20_000) return { ...town, sure: false };
  }
  return undefined;
}
