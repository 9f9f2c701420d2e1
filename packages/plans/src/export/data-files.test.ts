import { spawnSync } from 'node:child_process';
import { planExport, planExportSchema, type Item, type Plan } from '@tripmaster/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCsv } from './csv.ts';
import { planGpx } from './gpx.ts';
import { planJson } from './json.ts';
import { planKml } from './kml.ts';
import { PAYLOADS, testItem, testPlan } from './testing.ts';

type Node = { tag: string; attributes: Record<string, string>; text: string; children: Node[] };

/** Expat is strict: what it reads is well-formed XML 1.0. */
const READER = `
import json, sys, xml.etree.ElementTree as tree
def node(e): return {"tag": e.tag.split("}")[-1], "attributes": e.attrib, "text": e.text or "", "children": [node(c) for c in e]}
json.dump([node(tree.fromstring(text.encode())) for text in json.load(sys.stdin)], sys.stdout)
`;
const PYTHON = ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import xml.etree.ElementTree']).status === 0);
if (PYTHON === undefined) process.stderr.write('SKIPPED: GPX and KML were not read by an XML parser (install python3).\n');

function readXml(texts: readonly string[]): Node[] {
  const { stdout, stderr, status } = spawnSync(PYTHON ?? '', ['-c', READER], { input: JSON.stringify(texts), maxBuffer: 100_000_000 });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString());
}

const named = (node: Node, tag: string): Node[] => node.children.filter((child) => child.tag === tag);
const textOf = (node: Node, tag: string): string => named(node, tag)[0]?.text ?? '';

/** The order in which GPX 1.1 and KML 2.2 want what they take of each. */
const SEQUENCES: Readonly<Record<string, readonly string[]>> = {
  gpx: ['metadata', 'wpt', 'rte'],
  metadata: ['name', 'desc', 'author', 'copyright', 'link', 'time', 'keywords', 'bounds'],
  wpt: ['ele', 'time', 'magvar', 'geoidheight', 'name', 'cmt', 'desc', 'src', 'link', 'sym', 'type'],
  rtept: ['ele', 'time', 'magvar', 'geoidheight', 'name', 'cmt', 'desc', 'src', 'link', 'sym', 'type'],
  rte: ['name', 'cmt', 'desc', 'src', 'link', 'number', 'type', 'extensions', 'rtept'],
  link: ['text', 'type'],
  kml: ['Document'],
  Document: ['name', 'Folder'],
  Folder: ['name', 'Placemark'],
  Placemark: ['name', 'address', 'description', 'TimeSpan', 'Point', 'LineString'],
  TimeSpan: ['begin', 'end'],
};

function checkOrder(node: Node): void {
  const order = SEQUENCES[node.tag];
  if (order !== undefined) {
    const places = node.children.map(({ tag }) => order.indexOf(tag));
    expect([node.tag, places.includes(-1)]).toEqual([node.tag, false]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  } else expect([node.tag, node.children.length]).toEqual([node.tag, node.tag === 'Point' || node.tag === 'LineString' ? 1 : 0]);
  node.children.forEach(checkOrder);
}

const place = (name: string, lat: number, lon: number): NonNullable<Item['place']> => ({ name, lat, lon, source: 'user' });

function planWith(text: string): Plan {
  return testPlan(
    [
      {
        date: '2027-05-10',
        city: text.slice(0, 100),
        country: 'PT',
        timeZone: 'Europe/Lisbon',
        items: [
          testItem('a', '09:00', '10:00', {
            title: text,
            notes: text,
            place: { ...place(text, 38.7, 180), address: text },
            links: [{ label: text, url: 'https://example.org/?a=1&b=<2>' }],
            cost: { amount: 123_450, currency: 'EUR' },
            category: 'activities',
          }),
          testItem('b', '11:00', '12:00', { title: text, place: place(text, -1e-7, 1e-7), cost: { amount: 1_500, currency: 'JPY' } }),
          testItem('c', '13:00', '14:00', { title: text, cost: { amount: 1_005, currency: 'KWD' } }),
        ],
      },
      { date: '2027-05-11', city: 'X', country: 'PT', timeZone: 'Europe/Lisbon', items: [testItem('d', '09:00', '10:00')] },
    ],
    { title: text },
  );
}

describe.skipIf(PYTHON === undefined)('files for maps', () => {
  const texts = [
    ...PAYLOADS,
    ...fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), { numRuns: 300, seed: 5 }),
    ']]>',
    '\ufffe\uffff\ufdd0',
  ].map((text) => `x${text}`.slice(0, 190).toWellFormed());
  const plans = texts.map((text) => planWith(text));

  it('are well-formed GPX 1.1 in the order of its schema, whatever was typed', () => {
    const files = readXml(plans.map((plan) => planGpx(plan)));
    expect(files).toHaveLength(plans.length);
    for (const file of files) {
      checkOrder(file);
      expect(file.attributes).toEqual({ version: '1.1', creator: 'TripMaster AI' });
      expect(file.children.map(({ tag }) => tag)).toEqual(['metadata', 'wpt', 'wpt', 'rte']);
      const [first, second] = named(file, 'wpt');
      expect([first?.attributes, second?.attributes]).toEqual([
        { lat: '38.7', lon: '-180' },
        { lat: '-0.0000001', lon: '0.0000001' },
      ]);
      expect(first && named(first, 'link')[0]?.attributes).toEqual({ href: 'https://example.org/?a=1&b=%3C2%3E' });
    }
    const [plain] = readXml([planGpx(planWith('Belém & "friends" <3'))]);
    const stop = plain && named(plain, 'wpt')[0];
    expect(stop && [textOf(stop, 'name'), textOf(stop, 'time')]).toEqual(['Belém & "friends" <3', '2027-05-10T08:00:00Z']);
  });

  it('are well-formed KML 2.2 with inert descriptions', () => {
    const files = readXml(plans.map((plan) => planKml(plan)));
    for (const file of files) {
      checkOrder(file);
      const [folder, empty] = file.children.flatMap((document) => named(document, 'Folder'));
      expect(folder && named(folder, 'Placemark')).toHaveLength(3);
      expect(empty && named(empty, 'Placemark')).toHaveLength(0);
      // A description is HTML: the only tags in it are ours.
      for (const mark of folder ? named(folder, 'Placemark') : [])
        expect(textOf(mark, 'description').replace(/<br>|<a href="https:\/\/example\.org\/[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>]/);
    }
  });
});

describe('the file of what a trip costs', () => {
  it('is exact to the minor unit and says whose money it is', () => {
    expect(planCsv(planWith('Castle'))).toBe(
      [
        '\ufeffDate,Start,City,Kind,Title,Category,Amount,Currency,Minor units,Basis',
        '2027-05-10,09:00,Castle,sight,Castle,activities,1234.50,EUR,123450,',
        '2027-05-10,11:00,Castle,sight,Castle,,1500,JPY,1500,',
        '2027-05-10,13:00,Castle,sight,Castle,,1.005,KWD,1005,',
        '',
      ].join('\r\n'),
    );
  });

  it('keeps small and negative amounts exact', () => {
    const plan = planWith('x');
    const [day] = plan.days;
    if (day === undefined) throw new Error('no day');
    const costing = (amount: number, currency: string) => ({
      ...plan,
      days: [{ ...day, items: [testItem('a', '09:00', '10:00', { cost: { amount, currency } })] }],
    });
    expect(planCsv(costing(7, 'EUR'))).toContain(',0.07,EUR,7,');
    expect(planCsv(costing(-7, 'KWD'))).toContain(',-0.007,KWD,-7,');
    expect(planCsv(costing(Number.MAX_SAFE_INTEGER, 'EUR'))).toContain(',90071992547409.91,EUR,9007199254740991,');
  });

  /** RFC 4180, section 2. */
  function read(csv: string): string[][] {
    const cells = [...csv.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
    const rows: string[][] = [[]];
    for (const [, quoted, bare, end] of cells) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
      if (end === '\r\n') rows.push([]);
    }
    return rows.slice(0, -1);
  }

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1', '＝1+1', 'a,b"c"', 'a\r\nb', ...PAYLOADS])(
    'lets %j calculate nothing',
    (text) => {
      const rows = read(planCsv(planWith(text.toWellFormed().slice(0, 190))));
      expect(rows.map((row) => row.length)).toEqual([10, 10, 10, 10]);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@\t\r＝＋－＠]|^-(?!\d)/);
    },
  );
});

describe('the file for programs', () => {
  it('holds the whole plan and has a schema that says so', () => {
    const plan = planWith('Castle');
    expect(planExport.parse(JSON.parse(planJson(plan)))).toEqual({ schema: 'tripmaster-plan', schemaVersion: 1, plan });
    const schema = planExportSchema('https://trip.example/schemas/plan-1.json');
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://trip.example/schemas/plan-1.json',
      required: ['schema', 'schemaVersion', 'plan'],
    });
    expect(JSON.stringify(schema)).toContain('"travelFromPrevious"');
  });
});
