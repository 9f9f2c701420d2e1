import type { ImportProblem } from '@tripmaster/contracts';
import type { WorldGazetteer } from '../gazetteer/index.ts';
import { codeIn, fieldOf, firstLine, peopleIn, priceIn } from './details.ts';
import { journeysIn, type Shared } from './journeys.ts';
import { fieldsOf } from './labels.ts';
import { parseMail, type Mail } from './mail.ts';
import { markupReservations } from './markup.ts';
import { findDates, flat, type DateOptions } from './moments.ts';
import { appointmentIn, rentalIn } from './others.ts';
import { htmlPage, linesOf, textPage, type Page } from './page.ts';
import type { Reading, Reservation, ReservationKind } from './reservation.ts';
import { stayIn } from './stays.ts';
import { currencyOf } from '../understand/currencies.ts';
import { kindsOf, verdictOf } from './verdict.ts';

export type { Moment, Reading, Reservation, ReservationKind, Spot } from './reservation.ts';

export type BookingInput = { name: string; content: Uint8Array | string };
export type BookingOptions = {
  gazetteer: WorldGazetteer;
  /** Today, `YYYY-MM-DD`: dates without a year lie from then on where the mail does not say when it was sent. */
  today: string;
};

/** A mail, a page or a text with what was attached to it. */
export type Opened = Pick<Mail, 'attached'> & { readings: Reading[]; lines: string[] };

/**
 * Reads a booking confirmation: its markup where it has some, else its words. Mails are told from pages and text by their
 * content. What is attached is given back for whoever reads such files.
 */
export async function openBooking({ content }: BookingInput, options: BookingOptions): Promise<Opened> {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  if (isMail(text)) {
    const mail = await parseMail(typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return readMail(mail, options);
  }
  const isHtml = /<(?:html|body|table|div|p|td|script)\b/i.test(text.slice(0, 20_000));
  const page = isHtml ? htmlPage(text) : textPage(text);
  const { subject, date, body } = isHtml ? { subject: page.title, date: undefined, body: page } : headed(page);
  const reading = readPage(body, { subject, sender: '', html: isHtml ? text : '' }, { ...options, today: date ?? options.today });
  return { readings: [reading], lines: linesOf(page), attached: [] };
}

/** As `openBooking`, for what is in the mail itself. */
export async function readBooking(input: BookingInput, options: BookingOptions): Promise<Reading> {
  const { readings } = await openBooking(input, options);
  return readings.find(({ reservations }) => reservations.length > 0) ?? readings[0] ?? { reservations: [], problems: [] };
}

function isMail(text: string): boolean {
  const head = text.slice(0, 6_000);
  return (
    /^(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}/.test(head) &&
    /^(?:mime-version|content-type|received|message-id|return-path|delivered-to):/im.test(head)
  );
}

/** A mail that was saved as text begins with the lines of its head. */
function headed(page: Page): { subject: string; date: string | undefined; body: Page } {
  let subject = '';
  let date: string | undefined;
  let at = 0;
  for (const [index, { cells }] of page.rows.slice(0, 12).entries()) {
    const line = cells.flat().join(' ');
    const match =
      /^(subject|betreff|objet|asunto|件名|from|von|de|expediteur|expéditeur|差出人|to|an|a|à|para|宛先|date|datum|gesendet|sent|envoy[eé](?: le)?|fecha|enviado|日時|送信日時)\s*:\s*(.*)$/iu.exec(
        line,
      );
    if (match === null) break;
    const [, key = '', value = ''] = match;
    if (/^(?:subject|betreff|objet|asunto|件名)$/iu.test(key)) subject = value;
    if (/^(?:date|datum|gesendet|sent|envoy|fecha|enviado|日時|送信日時)/iu.test(key)) date = findDates(value)[0]?.date;
    at = index + 1;
  }
  const own = subject !== '';
  return own
    ? { subject, date, body: { ...page, rows: page.rows.slice(at) } }
    : { subject: page.rows[0]?.cells.flat().join(' ') ?? '', date: undefined, body: page };
}

function readMail(mail: Mail, options: BookingOptions): Opened {
  const about = { subject: mail.subject, sender: mail.sender, html: mail.html ?? '' };
  const dated = { ...options, today: mail.date ?? options.today };
  const pages = [...(mail.html === undefined ? [] : [htmlPage(mail.html)]), ...(mail.text === undefined ? [] : [textPage(mail.text)])];
  const readings = pages.map((page) => readPage(page, about, dated));
  // The two halves of a mail say the same; the one that more can be read from counts.
  const best = readings.toSorted((a, b) => worth(b) - worth(a));
  return { readings: best.slice(0, 1), lines: pages.flatMap(linesOf), attached: mail.attached };
}

function worth({ reservations }: Reading): number {
  return reservations.reduce(
    (sum, { confidence, end, code }) =>
      sum +
      10 +
      Object.values(confidence).filter((one) => one === 'sure').length +
      (end === undefined ? 0 : 2) +
      (code === undefined ? 0 : 2),
    0,
  );
}

type About = { subject: string; sender: string; html: string };

function readPage(page: Page, { subject, sender, html }: About, { gazetteer, today }: BookingOptions): Reading {
  const problems: ImportProblem[] = [];
  const told = markupReservations(html, page.jsonLd, gazetteer);
  const live = told.filter(({ cancelled }) => !cancelled).map(({ cancelled: _cancelled, ...reservation }) => reservation);
  if (told.length > 0 && live.length === 0)
    return { reservations: [], problems: [{ where: 'markup', reason: 'tells of a cancellation: nothing in it is read as a booking' }] };
  const lines = linesOf(page);
  const fields = fieldsOf(page.rows);
  const code = codeIn(fields, subject, lines);
  const verdict = verdictOf(subject, lines, code !== undefined || live.length > 0);
  if (!verdict.booked) return { reservations: [], problems: [{ where: verdict.certain ? 'subject' : 'text', reason: verdict.reason }] };
  if (live.length > 0) return { reservations: live, problems };
  const dates: DateOptions = { near: today, ...dayFirstOf(lines) };
  const provider = providerOf(fieldOf(fields, 'provider')?.value, sender);
  const price = priceIn(fields);
  // A price in euros speaks for the Salamanca of Spain.
  const hints = price === undefined ? {} : { prefer: (country: string) => currencyOf(country) === price.price.currency };
  const shared: Shared = {
    hints,
    rows: page.rows,
    fields,
    lines,
    subject,
    dates,
    gazetteer,
    code,
    price,
    people: peopleIn(fields, lines),
    provider,
  };
  const reservations = bestOf(`${subject} ${sender}`, lines, shared);
  if (reservations.length === 0) problems.push({ where: 'text', reason: 'no dates of a booking were found in it' });
  return { reservations, problems };
}

/** The mail is read as each kind that its words speak of; the first that makes sense of it counts. */
function bestOf(subject: string, lines: readonly string[], shared: Shared): Reservation[] {
  const kinds = kindsOf(subject, lines);
  const [first] = kinds;
  if (first === undefined)
    return shared.code === undefined ? [] : (ANY.map((kind) => readAs(kind, shared)).find((found) => found.length > 0) ?? []);
  const likely = kinds.filter(({ count }) => count >= 2 && count >= first.count / 4).slice(0, 5);
  let best: { found: Reservation[]; score: number } = { found: [], score: 0 };
  for (const { kind, count } of likely.length > 0 ? likely : [first]) {
    const found = readAs(kind, shared);
    if (found.length === 0) continue;
    const sure =
      found.reduce(
        (sum, { confidence }) =>
          sum + Object.values(confidence).filter((one) => one === 'sure').length / Math.max(1, Object.keys(confidence).length),
        0,
      ) / found.length;
    const score = Math.sqrt(count) * (0.4 + sure) * structure(found);
    if (score > best.score) best = { found, score };
  }
  return best.found;
}

/** How much of a booking of its kind was found: dates alone are in every mail. */
function structure(found: readonly Reservation[]): number {
  const [first] = found;
  if (first === undefined) return 0;
  if (first.from !== undefined && first.to !== undefined && first.end?.time !== undefined) return first.kind === 'rental' ? 2.5 : 3;
  if (first.kind === 'hotel') return first.confidence['place'] === 'sure' ? 2.5 : 1.8;
  if (first.kind === 'rental') return first.end === undefined ? 1 : 2.5;
  return first.confidence['title'] === 'sure' ? 1.6 : 1;
}

/** What is tried where no word of a mail says what it is about. */
const ANY: readonly ReservationKind[] = ['flight', 'train', 'hotel', 'rental'];

function readAs(kind: ReservationKind, shared: Shared): Reservation[] {
  switch (kind) {
    case 'flight':
    case 'train':
    case 'bus':
    case 'ferry':
      return journeysIn(kind, shared);
    case 'hotel': {
      const stay = stayIn(shared);
      return stay === undefined ? [] : [stay];
    }
    case 'rental': {
      const rental = rentalIn(shared);
      return rental === undefined ? [] : [rental];
    }
    default: {
      const one = appointmentIn(kind, shared);
      return one === undefined ? [] : [one];
    }
  }
}

/** Whether this mail writes the day before the month, by its language, or by a date that can only be read one way. */
function dayFirstOf(lines: readonly string[]): Pick<DateOptions, 'dayFirst'> {
  const text = flat(lines.join('\n'));
  const pairs = [...text.matchAll(/(?<![\d/.])(\d{1,2})\/(\d{1,2})\/(?:20)?\d{2}(?!\d)/g)].map(
    ([, a, b]) => [Number(a), Number(b)] as const,
  );
  if (pairs.some(([a]) => a > 12)) return { dayFirst: true };
  if (pairs.some(([, b]) => b > 12)) return { dayFirst: false };
  const others = [
    ...text.matchAll(/(?<!\p{L})(?:und|ihre|der|die|nicht|votre|vous|les|pour|avec|su|los|para|con|usted|della|vostra)(?!\p{L})/gu),
  ].length;
  if (others >= 6) return { dayFirst: true };
  return {};
}

function providerOf(field: string | undefined, sender: string): string | undefined {
  const name = firstLine(field ?? '') || sender;
  const clean = name
    .normalize('NFKC')
    .replace(
      /\b(?:no-?reply|customer (?:service|care)|reservations?|bookings?|buchung(?:en|sbestätigung)?|kundenservice|service client|reservas|confirmations?|info)\b/giu,
      '',
    )
    .replace(/[<>"@|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length >= 2 && clean.length <= 60 ? clean : undefined;
}
