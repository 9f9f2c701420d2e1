import { currency as currencyCode, fold, isPlainDate, MAX_IMPORT_ITEMS, parseBudget, plainTime, type Money } from '@tripmaster/contracts';
import { findDates, findTimes, flat } from '../bookings/moments.ts';
import { readRows, type Row } from './csv.ts';
import { manyLines, oneLine, problemList, unreadable, type Found, type Problems, type ReadFile } from './found.ts';
import { kindNamed, kindOf, mealOf } from './words.ts';

/** What a column is about, by its heading in five languages; folded. */
const HEADINGS = {
  date: 'date|day|datum|tag|jour|fecha|dia|日付|日|start date|startdatum|date de debut|fecha de inicio|開始日|from date|departure date',
  endDate: 'end date|enddatum|bis datum|date de fin|fecha de fin|until|終了日|to date|checkout|check-out|abreise',
  start:
    'start|time|start time|begin|from|uhrzeit|zeit|beginn|von|startzeit|heure|debut|heure de debut|hora|inicio|hora de inicio|時間|時刻|開始|開始時刻',
  end: 'end|end time|to|ende|bis|endzeit|fin|heure de fin|hora de fin|終了|終了時刻',
  title:
    'title|name|activity|what|item|event|description|subject|summary|titel|bezeichnung|aktivitat|was|titre|nom|activite|intitule|titulo|nombre|actividad|タイトル|名前|名称|内容|件名|予定',
  kind: 'kind|type|art|typ|genre|tipo|種類|種別',
  category: 'category|kategorie|categorie|categoria|カテゴリ',
  place: 'place|location|where|venue|ort|wo|lieu|endroit|lugar|donde|場所|会場',
  address: 'address|adresse|anschrift|direccion|住所',
  city: 'city|town|stadt|ville|ciudad|都市|市',
  lat: 'lat|latitude|breite|breitengrad|latitud|緯度',
  lon: 'lon|lng|long|longitude|lange|langengrad|longitud|経度',
  cost: 'cost|price|amount|kosten|preis|betrag|cout|prix|montant|coste|precio|importe|費用|料金|金額|価格',
  currency: 'currency|wahrung|devise|moneda|divisa|通貨',
  notes:
    'notes|note|comment|comments|remarks|notiz|notizen|bemerkung|bemerkungen|remarque|remarques|commentaire|notas|nota|comentario|メモ|備考',
  timeZone: 'time zone|timezone|tz|zeitzone|fuseau horaire|fuseau|zona horaria|タイムゾーン',
  code: 'code|booking|booking code|confirmation|reservation|buchung|buchungscode|buchungsnummer|reservierung|reserva|予約番号',
  uid: 'id|uid',
} as const;
type Column = keyof typeof HEADINGS;
const COLUMNS = new Map<string, Column>();
for (const column of Object.keys(HEADINGS).filter((key): key is Column => key in HEADINGS)) {
  for (const heading of flat(HEADINGS[column]).split('|')) if (!COLUMNS.has(heading)) COLUMNS.set(heading, column);
}

/** A table with one thing to do a row. Throws `unreadable-file` where no column is a title, or a quotation mark stays open. */
export function readCsv(text: string): ReadFile {
  const { rows, fault } = readRows(text, MAX_IMPORT_ITEMS + 1);
  if (fault !== undefined) throw unreadable(`line ${fault.line}`, fault.reason);
  const [head, ...body] = rows;
  if (head === undefined) throw unreadable('line 1', 'there is no row');
  const columns = head.cells.map((cell) =>
    COLUMNS.get(
      flat(cell.normalize('NFKC'))
        .replace(/[._*:()]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
  if (!columns.includes('title') && !columns.includes('place'))
    throw unreadable(`line ${head.line}`, 'no column is called “title” or “place”; the first row has to name the columns');
  const problems = problemList();
  if (body.length > MAX_IMPORT_ITEMS) problems.add('file', `only the first ${MAX_IMPORT_ITEMS} rows are read`);
  const dayFirst = isDayFirst(body, columns);
  const found = body.slice(0, MAX_IMPORT_ITEMS).flatMap((row) => foundOf(row, columns, dayFirst, problems));
  return { format: 'csv', found, problems: problems.all() };
}

/** Whether 03/04 is the third of April: unless some date can only be read the other way. */
function isDayFirst(rows: readonly Row[], columns: readonly (Column | undefined)[]): boolean | undefined {
  const at = columns.indexOf('date');
  const pairs = rows.flatMap(({ cells }) => {
    const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(cells[at] ?? '');
    return parts === null ? [] : [[Number(parts[1]), Number(parts[2])] as const];
  });
  if (pairs.some(([first]) => first > 12)) return true;
  if (pairs.some(([, second]) => second > 12)) return false;
  return undefined;
}

function foundOf(
  { line, cells }: Row,
  columns: readonly (Column | undefined)[],
  dayFirst: boolean | undefined,
  problems: Problems,
): Found[] {
  const where = `line ${line}`;
  const value = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const before = problems.count();
  const unsure: string[] = [];
  const refuse = (column: Column, reason: string): undefined => {
    problems.add(where, `${column} ${reason}`);
    return undefined;
  };

  const dateOf = (column: 'date' | 'endDate'): string | undefined => {
    const text = value(column);
    if (text === '') return undefined;
    if (isPlainDate(text)) return text;
    const [date] = findDates(text, dayFirst === undefined ? {} : { dayFirst });
    if (date?.date === undefined) return refuse(column, `“${oneLine(text, 40)}” is not a date`);
    if (!date.sure && dayFirst === undefined) unsure.push('date');
    return date.date;
  };
  const timeOf = (column: 'start' | 'end'): string | undefined => {
    const text = value(column);
    if (text === '') return undefined;
    const exact = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text);
    const time = exact === null ? findTimes(text)[0]?.time : `${(exact[1] ?? '').padStart(2, '0')}:${exact[2] ?? ''}`;
    return time !== undefined && plainTime.safeParse(time).success ? time : refuse(column, `“${oneLine(text, 40)}” is not a time`);
  };
  const degrees = (column: 'lat' | 'lon', most: number): number | undefined => {
    const text = value(column).replace(',', '.');
    if (text === '') return undefined;
    const number = Number(text);
    return Number.isFinite(number) && Math.abs(number) <= most
      ? number
      : refuse(column, `“${oneLine(text, 40)}” is not between \u2212${most} and ${most}`);
  };
  const kindIn = (): Found['kind'] | undefined => {
    if (value('kind') === '') return undefined;
    return kindNamed(value('kind')) ?? refuse('kind', `“${oneLine(value('kind'), 40)}” is no kind of item`);
  };

  const title = oneLine(value('title') || value('place'));
  if (title === '') refuse('title', 'is missing');
  const startCell = value('start');
  // One column may hold both: “2027-05-14 10:00”.
  const both = value('date') === '' ? undefined : findTimes(value('date'))[0]?.time;
  const dateInStart =
    value('date') === '' && startCell !== '' ? findDates(startCell, dayFirst === undefined ? {} : { dayFirst })[0]?.date : undefined;
  const date = dateOf('date') ?? dateInStart;
  const endDate = dateOf('endDate');
  const start = (dateInStart === undefined ? timeOf('start') : findTimes(startCell)[0]?.time) ?? both;
  const end = timeOf('end');
  const lat = degrees('lat', 90);
  const lon = degrees('lon', 180);
  const kind = kindIn() ?? kindOf(`${title} ${value('category')}`);
  const cost = costOf(value('cost'), value('currency'), (reason) => refuse('cost', reason));
  if (problems.count() > before) return [];
  const place = oneLine(value('place')) || title;
  const address = oneLine([value('address'), value('city')].filter((part) => part !== '').join(', '), 300);
  const known = lat !== undefined && lon !== undefined;
  const meal = kind === 'meal' ? mealOf(title, start) : undefined;
  return [
    {
      where,
      uid: value('uid') === '' ? `row ${fold(title)} ${date ?? ''} ${start ?? ''}` : `uid ${value('uid')}`,
      kind,
      title,
      ...(date === undefined ? {} : { date }),
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ...(endDate === undefined ? {} : kind === 'stay' ? { checkOutDate: endDate } : { endDate }),
      ...(value('timeZone') === '' ? {} : { timeZone: value('timeZone') }),
      ...(known || address !== '' || value('place') !== ''
        ? { place: { name: place, ...(known ? { lat, lon } : {}), ...(address === '' ? {} : { address }) } }
        : {}),
      ...(cost === undefined ? {} : { cost }),
      ...(meal === undefined ? {} : { meal }),
      ...(manyLines(value('notes')) === '' ? {} : { notes: manyLines(value('notes')) }),
      ...(value('code') === '' ? {} : { code: oneLine(value('code'), 40) }),
      unsure,
    },
  ];
}

function costOf(text: string, code: string, refuse: (reason: string) => undefined): Money | undefined {
  if (text === '') return undefined;
  const own = code.trim().toUpperCase();
  if (own !== '' && !currencyCode.safeParse(own).success) return refuse(`currency “${oneLine(code, 20)}” is not known`);
  if (/^[^\d]*0+(?:[.,]0+)?[^\d]*$/.test(text) && !/[-\u2212]/.test(text)) return own === '' ? undefined : { amount: 0, currency: own };
  const read = parseBudget(text, own === '' ? undefined : own);
  return read.ok ? read.amount : refuse(`“${oneLine(text, 40)}” ${read.reason}`);
}
