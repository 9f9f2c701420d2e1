/**
 * Builds the list of common passwords that new ones are held against: `generated/common-passwords.ts`.
 *
 *     node packages/auth/tools/build-common-passwords.ts
 *
 * Source: `passwords-common` of `@zxcvbn-ts/language-common` (MIT), 49,000 passwords out of leaks, the commonest
 * first. The whole of it would add 380 kB to the server; taken are the commonest of every least length that
 * operators set. The same input gives the same file, byte for byte.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dictionary } from '@zxcvbn-ts/language-common';
import { folded } from '../src/passwords/canonical.ts';

/** OWASP ASVS 5.0, 6.2.4: at least the 3,000 commonest passwords that the policy would take by their length. */
const TAKEN = 3_000;
/** Any length (a common word with digits behind it is refused too), NIST's shortest, and our own default. */
const LEAST_LENGTHS = [1, 8, 12];

const passwords = [...new Set(dictionary['passwords-common'].map(folded))].filter((password) => !/[\r\n]/.test(password));
const taken = new Set(LEAST_LENGTHS.flatMap((least) => passwords.filter((password) => [...password].length >= least).slice(0, TAKEN)));
const text = [...taken].join('\n');

const folder = fileURLToPath(new URL('../generated', import.meta.url));
mkdirSync(folder, { recursive: true });
const target = `${folder}/common-passwords.ts`;
// Written beside and renamed, so that a reader never sees half a file.
writeFileSync(
  `${target}.tmp`,
  `/** One a line, folded. Made by tools/build-common-passwords.ts. */\nexport const COMMON_PASSWORDS = ${JSON.stringify(text)};\n`,
);
renameSync(`${target}.tmp`, target);
console.log(`${target}: ${taken.size} passwords, ${(Buffer.byteLength(text) / 1e3).toFixed(1)} kB`);
