import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type Day, type Plan } from '@tripmaster/contracts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAYLOADS, testItem, testPlan } from '../testing.ts';
import { planPdf, planPreview, type Paper } from './pdf.ts';
import { createPrinter } from './printer.ts';
import { programOf } from './testing.ts';

const qpdf = programOf('qpdf');
const pdftotext = programOf('pdftotext');
const pdfinfo = programOf('pdfinfo');
if (qpdf === undefined || pdftotext === undefined || pdfinfo === undefined)
  process.stderr.write('SKIPPED: PDFs are not read back, for want of qpdf and poppler-utils (apt-get install qpdf poppler-utils).\n');

const printer = createPrinter();
const folder = mkdtempSync(join(tmpdir(), 'print-'));
afterAll(() => {
  printer.stop();
  rmSync(folder, { recursive: true });
});

const SCRIPTS = {
  Latin: 'Castelo de São Jorge',
  Greek: 'Ακρόπολη Αθηνών',
  Cyrillic: 'Эрмитаж и Нева',
  Hebrew: 'מוזיאון ישראל',
  Arabic: 'المتحف المصري',
  Japanese: '東京国立博物館の庭',
  Korean: '경복궁 산책',
  Chinese: '故宫博物院',
  Thai: 'วัดพระแก้ว',
  Devanagari: 'लाल किला',
} as const;

function dayOf(items: Day['items'], changes: Partial<Day> = {}): Day {
  return { date: '2027-05-10', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon', items, ...changes };
}

async function textOf(plan: Plan, paper?: Paper): Promise<string> {
  const file = join(folder, 'plan.pdf');
  writeFileSync(file, await planPdf(printer, plan, paper === undefined ? {} : { paper }));
  expect(qpdf?.run(['--check', file], new Uint8Array())).toMatchObject({ code: 0 });
  return (pdftotext?.run(['-layout', '-enc', 'UTF-8', file, '-'], new Uint8Array()).text ?? '').normalize('NFKC');
}

/** Without blanks and marks of direction, which a reader of PDF sets as it likes. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

describe('the PDF of a plan', () => {
  it('is a PDF on either paper, and the same for the same plan', async () => {
    const plan = testPlan([dayOf([testItem('a', '09:00', '10:30')])]);
    const pdf = await planPdf(printer, plan);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(Buffer.compare(pdf, await planPdf(printer, plan))).toBe(0);
    expect(Buffer.compare(pdf, await planPdf(printer, plan, { paper: 'letter' }))).not.toBe(0);
  }, 30_000);

  it.skipIf(pdfinfo === undefined)('has its title, its tags and the size that was asked for', async () => {
    const plan = testPlan([dayOf([testItem('a', '09:00', '10:30')])]);
    const about = async (paper: Paper) => pdfinfo?.run(['-'], await planPdf(printer, plan, { paper })).text;
    expect(await about('a4')).toMatch(/Title: +Five days in Lisbon\n[^]*Tagged: +yes\n[^]*595\.276 x 841\.89/);
    expect(await about('letter')).toMatch(/Page size: +612 x 792/);
  });

  it.skipIf(pdftotext === undefined)(
    'holds every title in every script',
    async () => {
      const items = Object.values(SCRIPTS).map((title, index) =>
        testItem(`s${index}`, `${String(8 + index).padStart(2, '0')}:00`, `${String(8 + index).padStart(2, '0')}:30`, { title }),
      );
      for (const [script, title] of Object.entries(SCRIPTS)) {
        const text = bare(await textOf(testPlan([dayOf(items)], { title })));
        for (const [own, other] of Object.entries(SCRIPTS)) expect([script, own, text.includes(bare(other))]).toEqual([script, own, true]);
      }
    },
    60_000,
  );

  it.skipIf(pdftotext === undefined)('keeps ranges whole, and says where and when a flight ends', async () => {
    const hours = { open: '09:30', close: '18:00', source: 'x', asOf: '2025-06' };
    const flight = testItem('f', '09:15', '09:05', {
      kind: 'transfer',
      title: 'Flight to San Francisco',
      arrival: { date: '2027-05-10', timeZone: 'America/Los_Angeles' },
    });
    const text = await textOf(
      testPlan([
        dayOf([flight, testItem('a', '11:00', '12:00', { hours })], { timeZone: 'Asia/Singapore', city: 'Singapore', country: 'SG' }),
      ]),
    );
    expect(text).toContain('Open 09:30–18:00');
    expect(text).toContain('14 h 50 min');
    expect(text).toContain('Asia/Singapore');
    expect(text).toContain('America/Los_Angeles');
  });

  it.skipIf(pdftotext === undefined)('tells no date of a plan whose dates are hidden', async () => {
    const days = [0, 1, 2].map((n) => dayOf([testItem(`a${n}`, '09:00', '10:30')], { date: addDays('2027-05-10', n) }));
    const base = testPlan(days);
    const text = await textOf({ ...base, datesHidden: true, verification: { ...base.verification, violations: [] } });
    expect(text).toMatch(/Day 1 +Monday/);
    expect(text).toContain('In May 2027');
    expect(text).not.toMatch(/2026|\b1[0-2] May|November/);
  });

  it('takes any text for what it says', async () => {
    for (const text of [...PAYLOADS, '#panic("x")', '$ x $', '\\u{41}', '[*a*]', '"); #read("plan.typ")', '@ref <label>', '= Heading']) {
      const item = testItem('a', '09:00', '10:00', {
        title: text,
        notes: text,
        place: { name: text, lat: 38.7, lon: -9.1, source: 'user' },
      });
      const printed = await textOf(testPlan([dayOf([item], { city: text })], { title: text }));
      expect(printed).not.toContain('let plan = json');
    }
  }, 120_000);

  it('is there for a plan with no days, for sixty, and for one that is damaged', async () => {
    const empty = testPlan([]);
    expect(await textOf(empty)).toContain(pdftotext === undefined ? '' : 'no days yet');
    const items = Array.from({ length: 10 }, (_, n) => testItem(`i${n}`, `${8 + n}:00`.padStart(5, '0'), `${8 + n}:40`.padStart(5, '0')));
    const long = testPlan(Array.from({ length: 60 }, (_, n) => dayOf(items, { date: addDays('2027-05-10', n) })));
    expect(await textOf(long)).toContain(pdftotext === undefined ? '' : 'Day 60');
    const broken: Plan = JSON.parse(
      JSON.stringify(
        testPlan([dayOf([testItem('a', '09:00', '10:00'), testItem('b', '11:00', '12:00')]), dayOf([], { date: '2027-05-11' })]),
      ),
      (key, value: unknown) =>
        key === 'date' && value === '2027-05-11' ? 'not-a-date' : key === 'title' && value === 'Item b' ? 7 : value,
    );
    expect(await textOf(broken)).toContain(pdftotext === undefined ? '' : 'damaged');
  }, 60_000);
});

describe('the picture of a plan', () => {
  it('is 1200 by 630 in every script', async () => {
    for (const title of [...Object.values(SCRIPTS), 'x'.repeat(200), '東京'.repeat(90)]) {
      const picture = await planPreview(printer, testPlan([dayOf([testItem('a', '09:00', '10:30')])], { title }));
      expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1_200, height: 630 });
    }
  }, 60_000);
});

describe('the printer', () => {
  /** A typesetter that does what the title says. */
  const program = join(folder, 'stand-in.mjs');
  beforeAll(() =>
    writeFileSync(
      program,
      `process.on('message', ({ id, inputs: { data } }) => {
        if (data === 'crash') process.exit(3);
        if (data === 'fail') process.send({ id, failure: 'unknown variable' });
        if (data === 'echo') process.send({ id, bytes: new Uint8Array([1, 2, 3]) });
      });`,
    ),
  );
  const at = '2027-01-01T00:00:00.000Z';

  it('fails one document alone, be it refused, too slow or the end of the process', async () => {
    const small = createPrinter({ program: new URL(`file://${program}`), timeoutMs: 3_000 });
    const outcomes = await Promise.allSettled(['echo', 'fail', 'crash', 'hang', 'echo'].map((data) => small.print('plan', { data }, at)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(reasons).toMatchObject([
      { code: 'internal', cause: { message: expect.stringContaining('unknown variable') } },
      { code: 'internal', cause: { message: expect.stringContaining('ended (3)') } },
      { code: 'internal', cause: { message: expect.stringContaining('too long') } },
    ]);
    small.stop();
  }, 20_000);

  it('turns away what finds its queue full, and ends with what is waiting', async () => {
    const small = createPrinter({ program: new URL(`file://${program}`), mostWaiting: 2 });
    const waiting = Promise.allSettled(['hang', 'echo', 'echo', 'echo'].map((data) => small.print('plan', { data }, at)));
    small.stop();
    const outcomes = await waiting;
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'printed'))).toEqual(
      Array(4).fill('unavailable'),
    );
  });
});
