import { holds, onEngines, same, type Control } from '../control.ts';
import { inWords } from '../http.ts';
import { logIn, register, word, type Person } from '../people.ts';
import { argon2id, argon2idOfBytes, type Cost } from '../programs.ts';
import { textOf } from '../rows.ts';
import type { Site } from '../stage.ts';

const LEAST: Cost = { memoryKib: 19_456, passes: 2, lanes: 1 };
const WEAKER: Cost = { memoryKib: 8_192, passes: 1, lanes: 1 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$[\w+/]+$/;

export const passwordHashes: Control = {
  number: 1,
  name: 'argon2id',
  run: (stage) => onEngines(stage, async (engine) => measure(await stage.site('roomy', engine))),
};

async function measure(site: Site): Promise<string> {
  const person = await register(site, 'hash');
  const stored = async () => textOf((await site.rows.all('select password_hash from users where id = ?', person.id))[0], 'password_hash');

  const { cost } = partsOf(await stored());
  const { memoryKib, passes, lanes } = cost;
  holds(
    memoryKib >= LEAST.memoryKib && passes >= LEAST.passes && lanes >= LEAST.lanes,
    `a new hash costs only m=${memoryKib}, t=${passes}, p=${lanes}`,
  );

  const ours = await remade(site, person, stored);
  same(ours.byProgram, ours.byServer, 'the argon2 program makes another hash of the same password and salt');

  const put = async (hash: string) => void (await site.rows.change('update users set password_hash = ? where id = ?', hash, person.id));
  for (const password of [person.password, 'пароль 東京 🚢 ünïcode']) {
    await put(await argon2id(password, word(), LEAST));
    const right = await logIn(site.there, { ...person, password });
    holds(right.status === 200, `a hash by the argon2 program is not taken: ${inWords(right)}`);
    const wrong = await logIn(site.there, { ...person, password: `${password}.` });
    holds(wrong.code === 'wrong-credentials', `a wrong password is taken for a hash by the argon2 program: ${inWords(wrong)}`);
  }

  await put(await argon2id(person.password, word(), WEAKER));
  const weak = await stored();
  holds((await logIn(site.here, { ...person, password: 'wrong, but long enough' })).status === 401, 'a wrong password got in');
  same(await stored(), weak, 'a wrong password changed a weak hash');
  same((await logIn(site.here, person)).status, 200, 'sign-in with a weak hash');
  const renewed = partsOf(await stored()).cost;
  holds(renewed.memoryKib >= LEAST.memoryKib && renewed.passes >= LEAST.passes, 'a weak hash stays weak after a sign-in');
  same((await logIn(site.here, person)).status, 200, 'sign-in after the hash was renewed');
  return `m=${memoryKib} KiB, t=${passes}, p=${lanes}; hashes by the argon2 program sign in, ours are the same there; a weak one is renewed at sign-in`;
}

/** The server's hash, and the argon2 program's of the same password and salt; some salts can't be given to a program. */
async function remade(site: Site, person: Person, stored: () => Promise<string>) {
  for (let tries = 0; tries < 20; tries += 1) {
    const byServer = await stored();
    const { cost, salt } = partsOf(byServer);
    if (!salt.includes(0) && salt.at(-1) !== 10) return { byServer, byProgram: await argon2idOfBytes(person.password, salt, cost) };
    const input = { currentPassword: person.password, newPassword: `${word(8)} another` };
    await site.here.change('account.changePassword', input, { token: person.token });
    person.password = input.newPassword;
  }
  throw new Error('no salt without NUL in twenty');
}

function partsOf(phc: string): { cost: Cost; salt: Buffer } {
  const [, memory, passes, lanes, salt] = PHC.exec(phc) ?? [];
  holds(salt !== undefined, `the stored hash is no argon2id in PHC form: ${phc.slice(0, 30)}`);
  return { cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) }, salt: Buffer.from(salt, 'base64') };
}
