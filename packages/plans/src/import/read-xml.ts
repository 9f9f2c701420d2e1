import { fold, isPlainDate, MAX_IMPORT_ITEMS, type ImportFormat } from '@tripmaster/contracts';
import { SaxesParser } from 'saxes';
import { manyLines, oneLine, problemList, unreadable, type Found, type Problems, type ReadFile } from './found.ts';
import { kindOf } from './words.ts';

const MOST_DEPTH = 64;
const MOST_TEXT = 20_000;

/** What is read of one point: its name and what is said about it. */
type Point = { line: number; lat?: string; lon?: string; coordinates?: string; texts: Map<string, string>; placemark: boolean };

/** Elements that hold one point, and those whose text is kept of it. */
const POINTS = new Set(['wpt', 'rtept', 'placemark']);
const TEXTS = new Set(['name', 'desc', 'description', 'cmt', 'address', 'coordinates', 'begin', 'end', 'when', 'type', 'sym']);

/**
 * Places of a GPX or KML file. The parser reads no document type and knows no entity but XML's own five, so that nothing
 * is fetched or multiplied. Throws `unreadable-file` with the line for what is no XML.
 */
export function readXml(text: string, format: Extract<ImportFormat, 'gpx' | 'kml'>): ReadFile {
  const problems = problemList();
  const { points, title, lines } = parse(text);
  if (points.length > MAX_IMPORT_ITEMS) problems.add('file', `only the first ${MAX_IMPORT_ITEMS} of ${points.length} places are read`);
  const found = points.slice(0, MAX_IMPORT_ITEMS).flatMap((point, index) => foundOf(point, index, problems));
  if (lines > 0) problems.add('file', `${lines} ${lines === 1 ? 'track or line is' : 'tracks or lines are'} left out: they name no places`);
  return { format, found, problems: problems.all(), ...(title === undefined || title === '' ? {} : { title }) };
}

function parse(text: string): { points: Point[]; title: string | undefined; lines: number } {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const points: Point[] = [];
  const path: string[] = [];
  let point: Point | undefined;
  let title: string | undefined;
  let lines = 0;
  parser.on('error', (error) => {
    // The message begins with the place: `3:14: unclosed tag`.
    throw unreadable(`line ${parser.line}`, error.message.replace(/^[\d:]+\s*/, ''));
  });
  parser.on('opentag', ({ name, attributes }) => {
    const tag = name.replace(/^.*:/, '').toLowerCase();
    path.push(tag);
    if (path.length > MOST_DEPTH) throw unreadable(`line ${parser.line}`, `has elements more than ${MOST_DEPTH} deep`);
    if (tag === 'trk' || tag === 'linestring' || tag === 'polygon') lines += 1;
    if (!POINTS.has(tag)) return;
    const { lat, lon } = attributes;
    point = {
      line: parser.line,
      texts: new Map(),
      placemark: tag === 'placemark',
      ...(typeof lat === 'string' ? { lat } : {}),
      ...(typeof lon === 'string' ? { lon } : {}),
    };
  });
  const read = (value: string): void => {
    const tag = path.at(-1) ?? '';
    if (point === undefined) {
      if (tag === 'name' && title === undefined && /^(?:metadata|document|gpx|folder|rte)$/.test(path.at(-2) ?? '')) title = oneLine(value);
      return;
    }
    if (!TEXTS.has(tag) || (tag === 'coordinates' && path.at(-2) !== 'point')) return;
    const before = point.texts.get(tag) ?? '';
    if (before.length < MOST_TEXT) point.texts.set(tag, (before + value).slice(0, MOST_TEXT));
  };
  parser.on('text', read);
  parser.on('cdata', read);
  parser.on('closetag', () => {
    const tag = path.pop() ?? '';
    if (!POINTS.has(tag) || point === undefined) return;
    points.push(point);
    point = undefined;
  });
  parser.write(text).close();
  return { points, title, lines };
}

function foundOf({ line, texts, placemark, ...at }: Point, index: number, problems: Problems): Found[] {
  const where = `line ${line}`;
  const [lonText = at.lon, latText = at.lat] = (texts.get('coordinates') ?? '').trim().split(/\s+/)[0]?.split(',').filter(Boolean) ?? [];
  // A placemark without a point is a line or an area, which is told once for all.
  if (placemark && latText === undefined && lonText === undefined) return [];
  const lat = degrees(latText, 90);
  const lon = degrees(lonText, 180);
  if (typeof lat === 'string') problems.add(where, `lat ${lat}`);
  if (typeof lon === 'string') problems.add(where, `lon ${lon}`);
  if (typeof lat === 'string' || typeof lon === 'string') return [];
  const about = manyLines(withoutMarkup(texts.get('desc') ?? texts.get('description') ?? texts.get('cmt') ?? ''));
  const name = oneLine(texts.get('name') ?? '') || oneLine(about, 80) || `Place ${index + 1}`;
  const address = oneLine(texts.get('address') ?? '', 300);
  const date = dateIn(texts.get('begin') ?? texts.get('when') ?? '');
  const kind = kindOf(`${name} ${texts.get('type') ?? ''}`);
  return [
    {
      where,
      uid: `point ${fold(name)} ${lat.toFixed(5)} ${lon.toFixed(5)}`,
      kind: kind === 'activity' || kind === 'free' ? 'sight' : kind,
      title: name,
      place: { name, lat, lon, ...(address === '' ? {} : { address }) },
      ...(date === undefined ? {} : { date }),
      ...(about === '' || about === name ? {} : { notes: about }),
      unsure: [],
    },
  ];
}

/** The number, or what is wrong with it. */
function degrees(text: string | undefined, most: number): number | string {
  if (text === undefined || text.trim() === '') return 'is missing';
  const value = Number(text);
  if (!Number.isFinite(value)) return `“${oneLine(text, 40)}” is not a number`;
  return Math.abs(value) > most ? `${value} is not between \u2212${most} and ${most}` : value;
}

function dateIn(text: string): string | undefined {
  const date = /^\s*(\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  return date === undefined || !isPlainDate(date) ? undefined : date;
}

/** The words of a description that was written as HTML. */
function withoutMarkup(html: string): string {
  if (!html.includes('<')) return html;
  return html
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, '’')
    .replace(/&amp;/g, '&');
}
