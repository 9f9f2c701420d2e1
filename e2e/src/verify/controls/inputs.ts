import { connect } from 'node:net';
import fc from 'fast-check';
import { few, Failed, holds, same, type Control } from '../control.ts';
import { inWords, type Answer } from '../http.ts';
import { administrator, from, newAddress, register } from '../people.ts';
import { callOf, faultOf, inputsOf, procedures, type Procedure } from '../procedures.ts';
import type { Site } from '../stage.ts';

const AT_ONCE = 8;
/** Where a request is larger than this, a cut connection is an answer too. */
const LARGE = 60_000;
/** Headers are waited for twenty seconds, looked at every five. */
const SLOW_MS = 27_000;

export const inputs: Control = {
  number: 19,
  name: 'inputs',
  async run(stage) {
    const site = await stage.site('roomy');
    const slow = slowRequest(site);
    const all = await procedures(stage);
    const person = await register(site, 'inputs');
    const admin = await administrator(site);
    let calls = 0;
    for (const procedure of all) {
      const staff = procedure.guard === 'admin' || procedure.guard === 'support';
      calls += await strike(site, procedure, stage.inputs, staff ? admin.token : await alive(site, person));
    }
    const bounds = await sizes(site);
    const cut = await slow;
    same((await site.here.ask('/readyz')).status, 200, 'the server after all that');
    return `${calls} generated inputs at ${all.length} procedures (${stage.inputs} each): no 5xx, nothing from the inside; ${bounds}; a request that does not end is cut after ${Math.round(cut / 1000)} s`;
  },
};

type Somebody = Awaited<ReturnType<typeof register>>;

/** Some inputs are good ones and end the session: then it is somebody else's turn. */
async function alive(site: Site, person: Somebody): Promise<string> {
  const { status } = await site.here.read('account.me', undefined, { token: person.token });
  if (status !== 200) Object.assign(person, await register(site, 'inputs'));
  return person.token;
}

async function strike(site: Site, procedure: Procedure, count: number, token: string): Promise<number> {
  const texts =
    procedure.input === undefined ? [undefined, '{}', 'null', '{"a":1}', '['] : fc.sample(inputsOf(procedure.input), { numRuns: count });
  await few(texts.length, AT_ONCE, async (index) => {
    const text = texts[index];
    const { method, url, headers, payload } = callOf(procedure, text);
    const answer = await site.here
      .ask(url, {
        method: method === 'POST' ? 'POST' : 'GET',
        headers: { ...headers, 'x-client': 'token', authorization: `Bearer ${token}`, ...from(newAddress()) },
        ...(payload === undefined ? {} : { body: payload }),
      })
      .catch((error: unknown) => cutOff(error, `${url}${payload ?? ''}`.length));
    const fault = answer === undefined || answer.status === 431 ? undefined : faultOf(answer);
    if (fault !== undefined && answer !== undefined)
      throw new Failed(
        `${procedure.path} with ${(text ?? 'nothing').slice(0, 300)}: ${fault}, ${answer.status} ${answer.body.slice(0, 200)}`,
      );
  });
  return texts.length;
}

function cutOff(error: unknown, length: number): undefined {
  const cut = error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
  if (!cut || length < LARGE) throw error;
}

/** Bodies, headers and addresses have an end. */
async function sizes(site: Site): Promise<string> {
  const post = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer | undefined> =>
    site.here
      .ask('/trpc/auth.login', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
      .catch((error: unknown) => cutOff(error, LARGE));
  const padded = (length: number) => JSON.stringify({ email: 'a@example.com', password: 'x' }).padEnd(length);
  const fits = await post(padded(64 * 1024));
  holds(fits?.status === 401, `a body of 64 KiB: ${fits === undefined ? 'cut' : inWords(fits)}`);
  const over = await post(padded(64 * 1024 + 1));
  holds(over?.status === 413, `a body of a byte more: ${over === undefined ? 'cut' : inWords(over)}`);
  const header = await post('{}', { 'x-long': 'x'.repeat(70_000) });
  holds(header === undefined || header.status === 431, `headers of 70 KB: ${header === undefined ? '' : inWords(header)}`);
  const address = await site.here.ask(`/${'x'.repeat(5_000)}`);
  same(address.status, 413, 'an address of 5 KB');
  return '64 KiB of body and no byte more, 64 KiB of headers';
}

/** Sends half a request and waits; gives how long the server bears it, in milliseconds. */
function slowRequest(site: Site): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.here.url);
    const started = performance.now();
    const socket = connect(Number(port), hostname, () => socket.write('POST /trpc/auth.login HTTP/1.1\r\nHost: localhost\r\nX-Slow:'));
    const giveUp = setTimeout(() => {
      socket.destroy();
      reject(new Failed(`half a request is borne for ${SLOW_MS} ms and longer`));
    }, SLOW_MS);
    socket.on('error', () => undefined);
    socket.resume();
    socket.on('close', () => {
      clearTimeout(giveUp);
      resolve(performance.now() - started);
    });
  });
}
