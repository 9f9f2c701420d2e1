/** The parts of a mail that are read: its words, its pages, what is attached. */
export type Mail = {
  subject: string;
  sender: string;
  /** When it was sent, `YYYY-MM-DD`. */
  date?: string;
  html?: string;
  text?: string;
  attached: { name: string; type: string; bytes: Uint8Array }[];
};

const MOST_ATTACHED = 10;
const MOST_NESTING = 30;
const MOST_FORWARDED = 1;
/** Heads of parts, and lines that may part them; a mail has some dozens. The parser holds all of them at once. */
const MOST_PARTS = 500;
const PART = /^(?:content-type:|--(?=[^\s-]))/gim;

/** A mail as RFC 5322 and MIME have it, in any charset. Throws where it is none. */
export async function parseMail(bytes: Uint8Array): Promise<Mail> {
  if ([...new TextDecoder('latin1').decode(bytes).matchAll(PART)].length > MOST_PARTS * 4) throw new RangeError('a mail of too many parts');
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(bytes, {
    maxNestingDepth: MOST_NESTING,
    maxRfc822NestingDepth: MOST_FORWARDED,
    attachmentEncoding: 'arraybuffer',
  });
  const date = /^(\d{4}-\d{2}-\d{2})T/.exec(mail.date ?? '')?.[1];
  return {
    subject: mail.subject ?? '',
    sender: mail.from?.name ?? '',
    ...(date === undefined ? {} : { date }),
    ...(mail.html === undefined || mail.html === '' ? {} : { html: mail.html }),
    ...(mail.text === undefined || mail.text === '' ? {} : { text: mail.text }),
    attached: mail.attachments.slice(0, MOST_ATTACHED).map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  };
}
