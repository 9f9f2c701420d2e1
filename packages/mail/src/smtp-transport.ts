import { Readable } from 'node:stream';
import type { Transporter } from 'nodemailer';
import { NotTaken, type Fault, type HandOver, type Transport } from './letter.ts';
import { addressOf, composeMessage } from './message.ts';

export type SmtpSettings = {
  host: string;
  port: number;
  /** TLS from the first byte, TLS by STARTTLS or not at all, or in the clear. */
  security: 'tls' | 'starttls' | 'none';
  user?: string;
  password?: string;
  /** Other times than the usual ones, so that tests need not wait for them. */
  timeouts?: { connectMs: number; idleMs: number };
};

const TIMEOUTS = { connectMs: 10_000, idleMs: 30_000 };
const AT_ONCE = 5;
/** Enhanced status codes (RFC 3463) of policy: that is about us, and somebody can put it right. */
const POLICY = /^\d{3}[ -]5\.7\./;

/** Hands mails to a mail server (RFC 5321), over connections that are kept for a while. */
export function smtpTransport({ host, port, security, user, password, timeouts = TIMEOUTS }: SmtpSettings): Transport {
  let opened: Promise<Transporter> | undefined;

  async function open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      pool: true,
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: { minVersion: 'TLSv1.2' },
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      maxConnections: AT_ONCE,
      // Only what the server did not even see goes over another connection.
      maxRequeues: 1,
      connectionTimeout: timeouts.connectMs,
      greetingTimeout: timeouts.connectMs,
      dnsTimeout: timeouts.connectMs,
      socketTimeout: timeouts.idleMs,
      idleTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: false,
    }).use('stream', (mail, done) => {
      // The content is read when the server is ready for it: that is the last step.
      const { raw } = mail.data;
      if (raw instanceof Readable) mail.message.createReadStream = () => raw;
      done();
    });
  }

  return {
    atOnce: AT_ONCE,
    async send(message, how) {
      const content = await composeMessage(message);
      const step = { isLast: false };
      opened ??= open();
      const pool = await opened;
      try {
        await pool.sendMail({
          envelope: { from: addressOf(message.from), to: [message.to] },
          raw: Readable.from(inTurn(content, how, step), { objectMode: false }),
          signal: how.signal,
        });
        return {};
      } catch (error) {
        throw notTaken(error, step.isLast);
      }
    },
    async close() {
      (await opened)?.close();
      opened = undefined;
    },
  };
}

async function* inTurn(content: Buffer, { turn }: HandOver, step: { isLast: boolean }): AsyncGenerator<Buffer> {
  await turn();
  step.isLast = true;
  yield content;
}

/** What the server's answer, or its silence, says of the mail (RFC 5321, 4.2.1). */
function notTaken(error: unknown, wasHandedOver: boolean): NotTaken {
  const { code, responseCode, response, command } = detailsOf(error);
  const problem = ['SMTP', responseCode ?? code, command].filter((word) => word !== undefined).join(' ');
  return new NotTaken(faultOf(), problem, { cause: error });

  function faultOf(): Fault {
    if (responseCode === undefined) {
      if (code === 'ETIMEDOUT' || code === 'EABORT') return 'silent';
      if (code === 'EENVELOPE') return 'refused'; // not an address that can be written to a server
      return wasHandedOver ? 'silent' : 'away';
    }
    if (responseCode === 421) return 'away';
    if (command === 'RCPT TO') return responseCode >= 500 && !isAboutUs(responseCode, response) ? 'refused' : 'later';
    if (command === 'DATA') return 'later';
    // The greeting, TLS, signing in, the sender: alike for all mails.
    return responseCode >= 500 || command !== 'MAIL FROM' ? 'away' : 'later';
  }
}

/** Signing in or TLS is missing, or the server's policy is against us: no fault of the address. */
function isAboutUs(responseCode: number, response: string): boolean {
  return [530, 534, 535, 538].includes(responseCode) || POLICY.test(response);
}

function detailsOf(error: unknown): { code?: string; responseCode?: number; response: string; command?: string } {
  if (!(error instanceof Error)) return { response: '' };
  const system = 'originalCode' in error ? error.originalCode : undefined;
  const code = typeof system === 'string' ? system : 'code' in error ? error.code : error.name;
  const responseCode = 'responseCode' in error ? error.responseCode : undefined;
  const command = 'command' in error ? error.command : undefined;
  const response = 'response' in error ? error.response : undefined;
  return {
    response: typeof response === 'string' ? response : '',
    ...(typeof code === 'string' && /^\w{1,40}$/.test(code) ? { code } : {}),
    ...(typeof responseCode === 'number' && responseCode >= 100 && responseCode < 1000 ? { responseCode } : {}),
    ...(typeof command === 'string' && /^[A-Z ]{1,20}$/.test(command) ? { command } : {}),
  };
}
