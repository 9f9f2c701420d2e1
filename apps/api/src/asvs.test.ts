import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The requirements of levels 1 and 2 of OWASP ASVS 5.0.0 (https://github.com/OWASP/ASVS, May 2025): how each section
 * goes on after its number. Numbers that are missing in a row are of level 3.
 */
const SECTIONS: Readonly<Record<string, string>> = {
  '1.1': '1 2',
  '1.2': '1 2 3 4 5 6 7 8 9',
  '1.3': '1 2 3 4 5 6 7 8 9 10 11',
  '1.4': '1 2 3',
  '1.5': '1 2',
  '2.1': '1 2 3',
  '2.2': '1 2 3',
  '2.3': '1 2 3 4',
  '2.4': '1',
  '3.2': '1 2',
  '3.3': '1 2 3 4',
  '3.4': '1 2 3 4 5 6',
  '3.5': '1 2 3 4 5',
  '3.7': '1 2',
  '4.1': '1 2 3',
  '4.2': '1',
  '4.3': '1 2',
  '4.4': '1 2 3 4',
  '5.1': '1',
  '5.2': '1 2 3',
  '5.3': '1 2',
  '5.4': '1 2 3',
  '6.1': '1 2 3',
  '6.2': '1 2 3 4 5 6 7 8 9 10 11 12',
  '6.3': '1 2 3 4',
  '6.4': '1 2 3 4',
  '6.5': '1 2 3 4 5',
  '6.6': '1 2 3',
  '6.8': '1 2 3 4',
  '7.1': '1 2 3',
  '7.2': '1 2 3 4',
  '7.3': '1 2',
  '7.4': '1 2 3 4 5',
  '7.5': '1 2',
  '7.6': '1 2',
  '8.1': '1 2',
  '8.2': '1 2 3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1 2 3',
  '9.2': '1 2 3 4',
  '10.1': '1 2',
  '10.2': '1 2',
  '10.3': '1 2 3 4',
  '10.4': '1 2 3 4 5 6 7 8 9 10 11',
  '10.5': '1 2 3 4 5',
  '10.6': '1 2',
  '10.7': '1 2 3',
  '11.1': '1 2',
  '11.2': '1 2 3',
  '11.3': '1 2 3',
  '11.4': '1 2 3 4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1 2 3',
  '12.2': '1 2',
  '12.3': '1 2 3 4',
  '13.1': '1',
  '13.2': '1 2 3 4 5',
  '13.3': '1 2',
  '13.4': '1 2 3 4 5',
  '14.1': '1 2',
  '14.2': '1 2 3 4',
  '14.3': '1 2 3',
  '15.1': '1 2 3',
  '15.2': '1 2 3',
  '15.3': '1 2 3 4 5 6 7',
  '16.1': '1',
  '16.2': '1 2 3 4 5',
  '16.3': '1 2 3 4',
  '16.4': '1 2 3',
  '16.5': '1 2 3',
  '17.1': '1',
  '17.2': '1 2 3 4',
  '17.3': '1 2',
};

type Row = { number: string; status: string; how: string; where: string };

const WHERE = /`([^`]+)`|verify (\d+)|no test|–/g;
const TEST = /\.test\.tsx?$/;

describe('the map to OWASP ASVS', () => {
  let text = '';
  let rows: Row[] = [];
  const controls = new Set<string>();
  beforeAll(async () => {
    text = await readFile(join(ROOT, 'docs/security/asvs.md'), 'utf8');
    rows = text.split('\n').flatMap((line) => {
      const [, number = '', status = '', how = '', where = ''] = /^\|\s*(\d+\.\d+\.\d+)\s*\|([^|]*)\|([^|]*)\|([^|]*)\|$/.exec(line) ?? [];
      return number === '' ? [] : [{ number, status: status.trim(), how: how.trim(), where: where.trim() }];
    });
    const folder = join(ROOT, 'e2e/src/verify/controls');
    for (const file of await readdir(folder)) {
      const number = /^\s+number: (\d+),$/m.exec(await readFile(join(folder, file), 'utf8'))?.[1];
      if (number !== undefined) controls.add(number);
    }
  });
  const of = (status: string) => rows.filter((row) => row.status === status);

  it('has every requirement once, in the standard’s order', () => {
    const numbers = Object.entries(SECTIONS).flatMap(([section, ends]) => ends.split(' ').map((end) => `${section}.${end}`));
    expect(numbers.length).toBe(253);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it('says of each what becomes of it and how, and counts rightly', () => {
    for (const { number, status, how } of rows)
      expect([number, ['met', 'not met', 'not applicable'].includes(status), how !== '']).toEqual([number, true, true]);
    const sums = `**${of('met').length} met, ${of('not met').length} not met, ${of('not applicable').length} not applicable**`;
    expect(text).toContain(sums);
  });

  it('names files that are there, and controls that are measured', () => {
    const wrong = rows.flatMap(({ number, where }) => {
      const rest = where.replace(WHERE, '').replace(/[,\s]/g, '');
      const gone = [...where.matchAll(WHERE)].filter(([, path, control]) =>
        path === undefined ? control !== undefined && !controls.has(control) : !existsSync(join(ROOT, path)),
      );
      return [...(rest === '' ? [] : [`${number}: ${rest}`]), ...gone.map(([name]) => `${number}: ${name}`)];
    });
    expect(wrong).toEqual([]);
  });

  it('proves what it calls met by a test, a measurement or a page, or says that there is none', () => {
    const unproven = of('met').filter(({ where }) => {
      const names = [...where.matchAll(WHERE)].map(([name, path]) => path ?? name);
      const proven = names.some((name) => TEST.test(name) || name.startsWith('verify ') || name.endsWith('.md'));
      return proven === names.includes('no test') || names.every((name) => name === 'no test' || name === '–');
    });
    expect(unproven.map(({ number }) => number)).toEqual([]);
  });
});
