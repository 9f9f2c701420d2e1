import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import PostalMime from 'postal-mime';

export type Mail = { to: string; subject: string; text: string; source: string };

const WITHIN_MS = 15_000;
const STEP_MS = 50;

/** The mails a server has delivered into its folder. */
export function mailbox(folder: string) {
  const read = new Map<string, Mail>();

  async function all(): Promise<Mail[]> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).toSorted();
    const mails: Mail[] = [];
    for (const name of names) {
      let mail = read.get(name);
      if (mail === undefined) {
        // One that is gone by now belonged to somebody who was erased meanwhile.
        const source = await readFile(join(folder, name), 'utf8').catch(() => undefined);
        if (source === undefined) continue;
        const { to = [], subject = '', text = '' } = await PostalMime.parse(source);
        mail = { to: to.map(({ address = '' }) => address).join(','), subject, text, source };
        read.set(name, mail);
      }
      mails.push(mail);
    }
    return mails;
  }

  const to = async (address: string, subject: RegExp = /./) =>
    (await all()).filter((mail) => mail.to === address && subject.test(mail.subject));

  return {
    to,
    /** Waits for the `nth` mail to an address with such a subject (the first is 1). */
    async waitFor(address: string, subject: RegExp, nth = 1): Promise<Mail> {
      for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await delay(STEP_MS)) {
        const mail = (await to(address, subject))[nth - 1];
        if (mail !== undefined) return mail;
      }
      const subjects = (await to(address)).map((mail) => mail.subject);
      throw new Error(`no mail ${String(subject)} to ${address} within ${WITHIN_MS / 1000} s; there are: ${subjects.join('; ') || 'none'}`);
    },
  };
}

/** The secret in a mail's link: it stands behind `#`. */
export function tokenIn({ text }: Mail): string {
  const token = /https?:\/\/\S+#([\w-]+)/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no link with a token in the mail: ${text.slice(0, 500)}`);
  return token;
}
