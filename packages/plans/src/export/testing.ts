import { plan, type Day, type Item, type Plan } from '@tripmaster/contracts';

export const PLAN_ID = '01936f2e-7c3a-7b1d-8c2e-1234567890ab';

/** An item with the usual fields; `changes` replace them. */
export function testItem(id: string, start: string, end: string, changes: Partial<Item> = {}): Item {
  return { id, kind: 'sight', title: `Item ${id}`, start, end, links: [], provenance: 'catalogue', locked: false, ...changes };
}

/** A valid plan of the given days, whose budget is the sum of its items. */
export function testPlan(days: readonly Day[], changes: Partial<Plan> = {}): Plan {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const sum = (category: string) =>
    days.flatMap((day) => day.items).reduce((total, item) => total + (item.category === category ? (item.cost?.amount ?? 0) : 0), 0);
  const categories = (['stay', 'food', 'activities', 'transport', 'equipment'] as const).map((category) => ({
    category,
    total: eur(sum(category)),
    perPersonPerDay: eur(0),
  }));
  const total = categories.reduce((all, line) => all + line.total.amount, 0);
  const [first] = days;
  const last = days.at(-1);
  return plan.parse({
    id: PLAN_ID,
    version: 3,
    visibility: 'private',
    createdAt: '2026-11-01T08:00:00.000Z',
    updatedAt: '2026-11-02T09:30:15.123Z',
    title: 'Five days in Lisbon',
    request: {
      destinations: [{ name: 'Lisbon' }],
      dates: { start: first?.date ?? '2027-05-10', end: last?.date ?? '2027-05-10' },
      travellers: { adults: 2, childrenAges: [4] },
      interests: [],
      dietary: [],
      accessibility: [],
    },
    destinations: [
      {
        name: first?.city ?? 'Lisbon',
        country: first?.country ?? 'PT',
        lat: 38.7,
        lon: -9.1,
        timeZone: first?.timeZone ?? 'Europe/Lisbon',
        arrive: first?.date ?? '2027-05-10',
        depart: last?.date ?? '2027-05-10',
        nights: Math.max(0, days.length - 1),
      },
    ],
    days,
    budget: {
      total: eur(total),
      perPerson: eur(Math.round(total / 3)),
      perDay: eur(0),
      limit: eur(180_000),
      left: eur(180_000 - total),
      categories,
      rates: [{ currency: 'USD', perUnit: 1.0389, asOf: '2024-12-31', source: 'ECB' }],
    },
    verification: {
      checkedAt: '2026-11-02T09:30:15.000Z',
      stale: false,
      rules: [
        { rule: 3, name: 'no-overlap', holds: true, checked: 12, unknown: 0, evidence: [] },
        { rule: 5, name: 'open-on-arrival', holds: false, checked: 4, unknown: 2, evidence: [] },
      ],
      violations: [
        { id: 'v1', rule: 5, severity: 'error', itemIds: [], message: 'The castle is closed on Mondays.', evidence: [], waysOut: [] },
      ],
    },
    notices: [{ code: 'assumption', message: 'Paris was taken to be Paris, France.' }],
    engine: { proposer: 'catalogue', version: '1', seed: 1 },
    ...changes,
  });
}

/** What an attacker may type into any text of a plan. */
export const PAYLOADS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x]( data:text/html,<script>alert(1)</script>)',
  '![x](https://evil.example/track.png)',
  '![x][y]',
  '[x]: https://evil.example',
  '[evil](https://evil.example "title")',
  '<https://evil.example>',
  'https://evil.example/path',
  'www.evil.example',
  '_www.evil.example',
  'mail me@evil.example now',
  '| cell | another |',
  'a\n\n<script>alert(1)</script>',
  'a\r# Heading',
  'a\u2028<b onclick=alert(1)>b</b>',
  '**bold** _it_ ~~no~~ `code`',
  '```\ncode\n```',
  '    indented code',
  '# heading',
  '- list',
  '1. list',
  '> quote',
  '---',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\<script>alert(1)\\</script>',
  '\\[x\\](javascript:alert(1))',
  '<!-- comment --><b>x</b>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<style>@import "javascript:alert(1)";</style>',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example"><input name=p></form>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<details open ontoggle=alert(1)>',
  '\u202egnp.exe',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil',
  'x\r\nATTENDEE:mailto:evil@evil.example',
  'x\rATTACH:https://evil.example',
  'x\\nDTSTART:19700101T000000',
  'x\u0085URL:https://evil.example',
  'a;b,c:d"e\\f',
  '\ttab\u0000nul',
  '\u{1f469}\u200d\u{1f467} family',
  'x'.repeat(150),
  '東京'.repeat(60),
];
