import type { Random } from './random.ts';

/** Where people come from: the parts of an account that go together. */
const HOMES = [
  { country: 'DE', locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' },
  { country: 'GB', locale: 'en-GB', timeZone: 'Europe/London', currency: 'GBP' },
  { country: 'US', locale: 'en-US', timeZone: 'America/New_York', currency: 'USD' },
  { country: 'FR', locale: 'fr-FR', timeZone: 'Europe/Paris', currency: 'EUR' },
  { country: 'IL', locale: 'he-IL', timeZone: 'Asia/Jerusalem', currency: 'ILS' },
  { country: 'JP', locale: 'ja-JP', timeZone: 'Asia/Tokyo', currency: 'JPY' },
  { country: 'BR', locale: 'pt-BR', timeZone: 'America/Sao_Paulo', currency: 'BRL' },
  { country: 'IN', locale: 'en-IN', timeZone: 'Asia/Kolkata', currency: 'INR' },
] as const;
const GIVEN = [
  'Ada',
  'Bruno',
  'Chen',
  'Dana',
  'Elif',
  'Farid',
  'Grace',
  'Hana',
  'Ivan',
  'Jana',
  'Kofi',
  'Lena',
  'Maya',
  'Noam',
  'Olga',
  'Paul',
  'Rosa',
  'Sami',
  'Tomas',
  'Yuki',
];
const FAMILY = [
  'Almeida',
  'Berger',
  'Cohen',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kaya',
  'Levi',
  'Meyer',
  'Novak',
  'Okafor',
  'Patel',
  'Rossi',
  'Sato',
  'Weber',
  'Young',
];

/** The accounts that tests and benchmarks sign in to, before all the others. */
const NAMED = [
  { email: 'bench@example.com', role: 'traveller' },
  { email: 'u1@example.com', role: 'traveller' },
  { email: 'u2@example.com', role: 'admin' },
] as const;

export type Person = ReturnType<typeof personAt>;

/** The account number `index`, made at `createdAt` (milliseconds). */
export function personAt(index: number, createdAt: number, random: Random, passwordHash: string) {
  const named = NAMED[index];
  const home = random.pick(HOMES);
  return {
    id: random.id(createdAt),
    email: named?.email ?? `u${index}@example.com`,
    passwordHash,
    name: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
    role: named?.role ?? ('traveller' as const),
    status: 'active' as const,
    emailVerifiedAt: createdAt + 60_000,
    ...home,
    createdAt,
    updatedAt: createdAt,
  };
}

/** True for the accounts whose password and role are set again when they exist already. */
export function isNamed(email: string): boolean {
  return NAMED.some((named) => named.email === email);
}
