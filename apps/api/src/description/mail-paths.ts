import { TEXT, token, type PlainPath } from './plain-path.ts';

/** Where links in mails lead. */
export const MAIL_PATHS: readonly PlainPath[] = [
  {
    method: 'get',
    path: '/unsubscribe/{token}',
    group: 'files',
    summary: 'Shows what kind of mails a link turns off, with a button that does it.',
    description: 'Looking changes nothing. The token is in the mails themselves.',
    who: 'open',
    parameters: { token },
    answers: { 200: { description: 'The page.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/unsubscribe/{token}',
    group: 'files',
    summary: 'Turns a kind of mails off, by one click in a mail program (RFC 8058).',
    who: 'open',
    parameters: { token },
    body: { type: 'application/x-www-form-urlencoded', schema: { type: 'object' } },
    answers: { 200: { description: 'The page that says so.', types: ['text/html'], schema: TEXT } },
  },
  {
    method: 'post',
    path: '/unsubscribe/{token}/undo',
    group: 'files',
    summary: 'Turns a kind of mails on again.',
    who: 'open',
    parameters: { token },
    body: { type: 'application/x-www-form-urlencoded', schema: { type: 'object' } },
    answers: { 200: { description: 'The page that says so.', types: ['text/html'], schema: TEXT } },
  },
];
