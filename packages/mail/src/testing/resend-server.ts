import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { newId } from '@tripmaster/contracts';

/** What the stand-in does with a request: takes the mail, answers an error in Resend's words, or fails in a way of its own. */
export type ResendAnswer =
  | 'ok'
  | 'hang'
  | 'garbage'
  | 'truncated'
  | 'html'
  | 'drop'
  | { status: number; name: string; message?: string; retryAfter?: string };
type Sent = { id: string; key: string; body: Record<string, unknown> };

/** A stand-in of Resend's API on this machine (`POST /emails`, with idempotency keys), for what lies beyond it. */
export async function startResendServer(apiKey: string) {
  const sent: Sent[] = [];
  const state: { answer: (attempt: number) => ResendAnswer; attempts: number } = { answer: () => 'ok', attempts: 0 };
  const server = createServer((request, response) => void take(request, response));

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    state.attempts += 1;
    const said = state.answer(state.attempts);
    const refuse = (statusCode: number, name: string, message = 'as the test says', headers = {}) =>
      response.writeHead(statusCode, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ statusCode, name, message }));
    if (request.method !== 'POST' || request.url !== '/emails') return void refuse(404, 'not_found');
    if (request.headers.authorization !== `Bearer ${apiKey}`) return void refuse(401, 'validation_error', 'API key is invalid');
    if (said === 'hang') return;
    if (said === 'drop') return void request.socket.destroy();
    if (said === 'html') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    if (typeof said === 'object')
      return void refuse(said.status, said.name, said.message, said.retryAfter === undefined ? {} : { 'retry-after': said.retryAfter });
    const key = String(request.headers['idempotency-key'] ?? '');
    const known = sent.find((mail) => mail.key === key);
    if (known !== undefined && JSON.stringify(known.body) !== text) return void refuse(409, 'invalid_idempotent_request');
    const mail = known ?? { id: newId(), key, body: JSON.parse(text) };
    if (known === undefined) sent.push(mail);
    // It was taken, and what says so does not arrive as it should.
    if (said === 'garbage') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    const answer = JSON.stringify({ id: mail.id });
    if (said === 'truncated') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(answer.length) });
      return void response.write(answer.slice(0, 9), () => request.socket.destroy());
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    sent,
    state,
    baseUrl: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
