import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { planFile } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type Server } from './testing.ts';

const MIB = 1024 * 1024;
const TRIP = { destinations: [{ name: 'Lisbon' }], dates: { start: '2027-05-10', end: '2027-05-11' }, travellers: { adults: 2 } };
const PASSWORD = 'a long enough password';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
/** Octets that something still refers to. */
function held(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe.each(ENGINES)('files over HTTP on %s', (engine) => {
  let server: Server;
  let port = 0;
  let ana: Record<string, string>;
  let ben: Record<string, string>;
  let plan = '';
  beforeAll(async () => {
    server = await startServer(engine);
    port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
    ana = await person('ana');
    ben = await person('ben');
    plan = (await call('plans.create', TRIP, ana)).id;
  });
  afterAll(() => server.stop());

  async function call(path: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await server.app.inject({
      method: 'POST',
      url: `/trpc/${path}`,
      headers: { 'content-type': 'application/json', 'x-client': 'token', ...headers },
      payload: JSON.stringify(body),
    });
    return answer.json().result.data;
  }
  async function person(name: string): Promise<Record<string, string>> {
    const { session } = await call('auth.register', { email: `${name}@example.com`, password: PASSWORD, name });
    return { authorization: `Bearer ${session.accessToken}` };
  }
  const send = (payload: Buffer | string, query: string, headers: Record<string, string>) =>
    server.app.inject({
      method: 'POST',
      url: `/files?${query}`,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      payload,
    });
  const kept = async (payload: Buffer | string, query = `plan=${plan}&name=note.txt`, headers = ana) => {
    const answer = await send(payload, query, headers);
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
    return planFile.parse(answer.json());
  };
  const get = (path: string, headers: Record<string, string> = ana) => server.app.inject({ url: `/files/${path}`, headers });
  const onDisk = async () => {
    const entries = await readdir(join(server.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };

  it('are given out so that nothing in them can act, to whoever sees them', async () => {
    const note = await kept('hello', `plan=${plan}&name=${encodeURIComponent('Fähre "1"\r\n.txt')}`);
    const { statusCode, headers, body } = await get(note.id);
    expect([statusCode, body]).toEqual([200, 'hello']);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '5',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*; sandbox$/),
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="Fahre -1-.txt"; filename*=UTF-8''F%C3%A4hre%20-1-.txt`,
      vary: expect.stringContaining('authorization'),
    });
    const png = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const photo = await kept(png, `plan=${plan}&name=a.png&shared=true`);
    const shown = await get(photo.id);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'content-disposition': expect.stringMatching(/^inline/) });
    const small = await get(`${photo.id}/thumbnail`);
    expect([small.statusCode, small.headers['content-type'], (await sharp(small.rawPayload).metadata()).width]).toEqual([
      200,
      'image/webp',
      256,
    ]);
    const foreign = await get(photo.id, ben);
    const missing = await get(
      note.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ben,
    );
    for (const answer of [foreign, missing, await get('nothing', ben), await get(`${note.id}/thumbnail`)])
      expect([answer.statusCode, answer.json().error.data.code]).toEqual([404, 'not-found']);
    expect(foreign.body).toBe(missing.body);
    expect((await get(note.id, {})).statusCode).toBe(401);
    await call('plans.setVisibility', { id: plan, visibility: 'public' }, ana);
    expect([(await get(photo.id, ben)).statusCode, (await get(photo.id, {})).statusCode]).toEqual([404, 401]);
    const stranger = await send('x', `plan=${plan}&name=a.txt`, ben);
    expect([stranger.statusCode, (await send('x', `plan=${plan}&name=a.txt`, {})).statusCode]).toEqual([404, 401]);
  });

  it('are given in parts', async () => {
    const { id } = await kept('0123456789');
    const part = async (range: string) => {
      const { statusCode, body, headers } = await get(id, { ...ana, range });
      return [statusCode, body, headers['content-range']];
    };
    expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
    expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('bytes=5-500')).toEqual([206, '56789', 'bytes 5-9/10']);
    expect(await part('bytes=10-')).toEqual([416, '', 'bytes */10']);
    for (const other of ['bytes=4-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=a-b'])
      expect((await part(other))[1]).toBe('0123456789');
    const head = await server.app.inject({ method: 'HEAD', url: `/files/${id}`, headers: ana });
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, '10', '']);
  });

  it('come as a body of any type or in a form, and say what is wrong with them', async () => {
    for (const type of ['application/json', 'text/plain', 'image/png', 'x/y; z']) {
      const { id } = planFile.parse((await send('as it is', `plan=${plan}&name=a.txt`, { ...ana, 'content-type': type })).json());
      expect((await get(id)).body).toBe('as it is');
    }
    const form = (parts: string) => send(parts, `plan=${plan}`, { ...ana, 'content-type': 'multipart/form-data; boundary=x' });
    const inForm = planFile.parse(
      (await form('--x\r\nContent-Disposition: form-data; name="file"; filename="from a form.txt"\r\n\r\nhello\r\n--x--\r\n')).json(),
    );
    expect([inForm.name, (await get(inForm.id)).body]).toEqual(['from a form.txt', 'hello']);
    const codes = async (query: string, payload = 'x') => {
      const answer = await send(payload, query, ana);
      return [answer.statusCode, answer.json().error.data.code];
    };
    expect(await codes('name=a.txt')).toEqual([400, 'invalid-input']);
    expect(await codes(`plan=${plan}&shared=maybe`)).toEqual([400, 'invalid-input']);
    expect(await codes(`plan=${plan}&name=a.txt&colour=red`)).toEqual([400, 'invalid-input']);
    expect(await codes(`plan=${plan}&name=a.txt`, '')).toEqual([422, 'unreadable-file']);
    expect(await codes(`plan=${plan}&name=a.jpg`, '<script>alert(1)</script>')).toEqual([415, 'file-refused']);
    expect((await form('nothing of a form')).statusCode).toBe(400);
    expect((await form('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n')).statusCode).toBe(400);
    expect((await send('x', `plan=${plan}&name=a.txt`, { ...ana, origin: 'https://evil.example' })).statusCode).toBe(403);
  });

  it('are made once with one Idempotency-Key', async () => {
    const headers = { ...ana, 'idempotency-key': 'only-once' };
    const files = await Promise.all([1, 2, 3].map(() => kept('once', `plan=${plan}&name=once.txt`, headers)));
    expect(new Set(files.map(({ id }) => id)).size).toBe(1);
    expect((await send('twice', `plan=${plan}&name=once.txt`, headers)).json().error.data.code).toBe('idempotency-mismatch');
  });

  /** Sends pieces one by one over a line of its own; gives the answer. */
  async function stream(pieces: AsyncIterable<Buffer>, headers: Record<string, string>) {
    const outgoing = request({ port, method: 'POST', path: `/files?plan=${plan}&name=big.pdf`, headers: { ...ana, ...headers } });
    const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString()));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
    });
    const sent = pipeline(Readable.from(pieces), outgoing).catch(() => undefined);
    const answer = await answered;
    outgoing.destroy();
    await sent;
    return answer;
  }
  /** A PDF of so many megabytes; `onTenth` is called at each tenth of them. */
  async function* pdfOf(megabytes: number, onTenth: () => void = () => undefined) {
    const noise = randomBytes(MIB);
    yield Buffer.from('%PDF-1.7\n'.padEnd(MIB, ' '));
    for (let at = 1; at < megabytes - 1; at += 1) {
      if (at % 10 === 0) onTenth();
      yield noise;
    }
    yield Buffer.from('\n%%EOF\n'.padStart(MIB, ' '));
  }

  it('of 100 MB pass through without being held, and what is more is refused', { timeout: 120_000 }, async () => {
    await stream(pdfOf(5), {});
    const before = held();
    const more: number[] = [];
    const { status, body } = await stream(
      pdfOf(100, () => more.push(held() - before)),
      {},
    );
    expect(status).toBe(201);
    expect(more).toHaveLength(9);
    expect(Math.max(...more)).toBeLessThan(24 * MIB);
    const { id, size } = planFile.parse(JSON.parse(body));
    expect(size).toBe(100 * MIB);
    const files = await onDisk();
    const over = await stream(pdfOf(101), {});

    expect([over.status, JSON.parse(over.body).error.data.code]).toEqual([413, 'payload-too-large']);
    const said = await stream(pdfOf(5), { 'content-length': String(100 * MIB + 1) });
    expect(said.status).toBe(413);
    expect(await onDisk()).toEqual(files);
    await call('plans.files.remove', { id }, ana);
  });

  it('that break off leave nothing', async () => {
    // By name: what other tests removed may still be on its way out.
    const before = new Set(await onDisk());
    const arrived = async () => (await onDisk()).filter((path) => !before.has(path));
    const outgoing = request({
      port,
      method: 'POST',
      path: `/files?plan=${plan}&name=a.pdf`,
      headers: { ...ana, 'content-length': '1000000' },
    });
    outgoing.on('error', () => undefined);
    outgoing.write(Buffer.alloc(500_000, 65));
    await expect.poll(arrived).toHaveLength(1);
    outgoing.destroy();
    await expect.poll(arrived).toEqual([]);
  });

  it('go with the account, to the last octet', async () => {
    const cleo = await person('cleo');
    const own = (await call('plans.create', TRIP, cleo)).id;
    const { id } = await kept('cleo was here: zanzibar', `plan=${own}&name=zanzibar-passport.txt`, cleo);
    const trace = async () => {
      const pieces = await Promise.all((await onDisk()).map((path) => readFile(path, 'latin1')));
      return pieces.join('').includes('zanzibar');
    };
    expect(await trace()).toBe(true);
    const { sections } = (await server.app.inject({ url: '/account/export.json', headers: cleo })).json();
    expect(sections.files).toMatchObject([{ name: 'zanzibar-passport.txt', content: `/files/${id}` }]);
    await call('account.delete', { password: PASSWORD }, cleo);
    expect(await trace()).toBe(false);
    const { planFiles, storedObjects } = server.application.db.tables;
    const rows = [await server.application.db.read.select().from(planFiles), await server.application.db.read.select().from(storedObjects)];
    expect(JSON.stringify(rows)).not.toContain('zanzibar');
    expect(JSON.stringify(rows)).not.toContain(id);
    expect((await get(id)).statusCode).toBe(404);
  });

  it('obey what an API token may do', async () => {
    const token = async (scopes: string[]) => {
      const { token } = await call('account.apiTokens.create', { name: 'a', scopes }, ana);
      return { authorization: `Bearer ${token}` };
    };
    const [reads, writes] = [await token(['read']), await token(['write'])];
    const { id } = await kept('x', `plan=${plan}&name=a.txt`, writes);
    expect([(await get(id, reads)).statusCode, (await get(id, writes)).statusCode]).toEqual([200, 403]);
    expect((await send('x', `plan=${plan}&name=a.txt`, reads)).statusCode).toBe(403);
  });
});
