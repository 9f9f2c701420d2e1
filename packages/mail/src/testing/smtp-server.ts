import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does to a mail at a step: takes it, answers so, says nothing ever, or cuts the connection. */
export type Answer = 'ok' | number | 'hang' | 'drop';
export type Judge = (step: 'connect' | 'rcpt' | 'data', recipient: string) => Answer;
type Received = { to: string; from: string; raw: Buffer };
type More = Pick<SMTPServerOptions, 'secure' | 'key' | 'cert' | 'authOptional' | 'onAuth' | 'hideSTARTTLS'>;

/** A real mail server on this machine that keeps what it took, and can be killed and started again at the same port. */
export async function startSmtpServer({ judge = () => 'ok', ...more }: { judge?: Judge } & More = {}) {
  const received: Received[] = [];
  /** Is told of a mail that was taken, before whoever sent it is. */
  const watch: { onTaken: ((count: number) => void) | undefined } = { onTaken: undefined };
  const state = { judge, connections: 0 };
  let sockets = new Set<Socket>();
  let port = 0;
  let server = open();

  /** Answers by what the judge says; a mail that is not taken is not kept. */
  function answer(said: Answer, done: (error?: Error | null) => void, take = () => {}): void {
    if (said === 'ok') {
      take();
      done();
    } else if (typeof said === 'number') done(Object.assign(new Error('as the test says'), { responseCode: said }));
    else if (said === 'drop') for (const socket of sockets) socket.destroy();
  }

  function open(): SMTPServer {
    const opened = new SMTPServer({
      authOptional: true,
      disabledCommands: more.key === undefined ? ['STARTTLS'] : [],
      disableReverseLookup: true,
      logger: false,
      ...more,
      onConnect(_session, done) {
        state.connections += 1;
        answer(state.judge('connect', ''), done);
      },
      onRcptTo({ address }, _session, done) {
        answer(state.judge('rcpt', address), done);
      },
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = envelope.rcptTo[0]?.address ?? '';
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          answer(state.judge('data', to), done, () => {
            received.push({ to, from, raw: Buffer.concat(chunks) });
            watch.onTaken?.(received.length);
          });
        });
      },
    });
    opened.on('error', () => undefined);
    opened.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return opened;
  }

  async function listen(): Promise<void> {
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    port = addressOf(server).port;
  }
  async function kill(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    sockets = new Set();
    await closed;
  }

  await listen();
  return {
    received,
    watch,
    state,
    port: () => port,
    kill,
    async restart() {
      server = open();
      await listen();
    },
  };
}

function addressOf({ server }: SMTPServer): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server listens nowhere');
  return address;
}
