import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer, type Server } from '../testing.ts';
import { operate } from './run.ts';

const SAMPLE = fileURLToPath(new URL('../../../../packages/plans/src/catalogue/import/evora.overpass.json', import.meta.url));

describe('importing a guide on the command line', () => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer('sqlite');
  });
  afterEach(() => server.stop());

  const command = async (...args: string[]) => {
    let [out, err] = ['', ''];
    const { dataDir, databaseUrl } = server.config;
    const environment = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
    const code = await operate(['catalogue', 'import', ...args], environment, {
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err };
  };

  it('writes the guide into the data folder, says what is in it and what is not, and replaces it', async () => {
    const folder = join(server.config.dataDir, 'catalogue');
    const path = join(folder, 'evora-pt.json');
    expect(await command('--city', 'Évora', '--from', SAMPLE)).toEqual({
      code: 0,
      out: [
        `Évora (PT) has a guide of 10 places now: ${path}`,
        'Opening hours are understood for 4 of them, 3 are known to be free; the rest is unknown and said so in plans.',
        'Left out: 1 without a name, 2 of no kind that a guide knows, 1 too far from the centre, 1 there twice.',
        '© OpenStreetMap contributors (ODbL 1.0). Look the file through; servers read it when they start.',
        '',
      ].join('\n'),
      err: '',
    });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ id: 'evora-pt', source: '© OpenStreetMap contributors (ODbL 1.0)' });
    expect((await command(`--from=${SAMPLE}`, '--city=evora')).out).toContain('10 places now, instead of the one before: ');
    expect(await readdir(folder)).toEqual(['evora-pt.json']);
  });

  it('takes an address, and says what came instead of an answer', async () => {
    const sample = await readFile(SAMPLE);
    const map = createServer((request, response) => {
      if (request.url === '/busy') response.writeHead(429).end();
      else response.end(request.url === '/page' ? '<html>' : sample);
    }).listen(0, 'localhost');
    await once(map, 'listening');
    const address = map.address();
    const host = `localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
    expect(await command('--city', 'Évora', '--from', `http://${host}/answer`)).toMatchObject({ code: 0, err: '' });
    expect(await command('--city', 'Évora', '--from', `http://${host}/busy`)).toMatchObject({
      code: 1,
      err: `${host} answered with 429. Try later, or give a file with --from.\n`,
    });
    expect((await command('--city', 'Évora', '--from', `http://${host}/page`)).err).toBe(
      "That can't be made a guide of Évora: it is no JSON.\n",
    );
    map.close();
    await once(map, 'close');
    expect((await command('--city', 'Évora', '--from', `http://${host}/answer`)).err).toMatch(
      new RegExp(`^${host} can't be reached: .*Give a file with --from\\.\n$`),
    );
  });

  it('refuses in one plain sentence what it can’t do', async () => {
    const broken = join(server.config.dataDir, 'broken.json');
    await writeFile(broken, '{"elements":[]}');
    const failures: [string[], string][] = [
      [['--city', 'Lisbon', '--from', SAMPLE], 'The catalogue has a guide of Lisbon already.'],
      [['--city', 'Xyzzyville', '--from', SAMPLE], 'No city is called Xyzzyville.'],
      [['--city', 'Évora', '--from', '/no/such/file'], 'There is no file /no/such/file.'],
      [['--city', 'Évora', '--from', broken], "That can't be made a guide of Évora: 0 places can be made of it, and a guide needs 5."],
    ];
    for (const [args, problem] of failures) expect(await command(...args)).toEqual({ code: 1, out: '', err: `${problem}\n` });
    expect((await command('--city', 'Springfield', '--from', SAMPLE)).err).toMatch(/^Springfield may be: .*Say which, as in --city "/);
    const usage: [string[], string][] = [
      [[], 'Name the city: --city Évora.'],
      [['--city'], '--city needs a value.'],
      [['--city', '--from', SAMPLE], '--city needs a value.'],
      [['--city', 'Évora', '--from='], '--from needs a value.'],
      [['Évora'], 'Évora is too much.'],
    ];
    for (const [args, problem] of usage)
      expect(await command(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(`^${problem}\ntripmaster catalogue import`) });
  });
});
