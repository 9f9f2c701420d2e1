/** One of each kind of text a schema here may ask for; those a schema takes are offered to it. */
const KINDS = {
  dates: ['2027-02-03', '2027-02-04', '2027-02-06', '2028-02-29', '2099-12-31', '2027-05', '2027-12', '2099-12'],
  times: ['00:00', '08:30', '09:30', '12:00', '18:45', '23:59', '2027-01-15T12:00:00.000Z', '2027-02-01T00:00:00.000Z', 'P1D'],
  zonesAndLanguages: ['UTC', 'Europe/Lisbon', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'en', 'pt-BR', 'zh-Hant-TW', 'de'],
  codesAndAddresses: ['EUR', 'JPY', 'KWD', 'PT', 'JP', 'BR', 'fuzz@example.com', 'Ünï.code+tag@example.org', 'https://example.org/x?y=1#z'],
  words: ['Lisbon', 'Porto', 'Tokyo', 'San José', 'a', '', ' padded ', 'a long enough password', 'vegan', 'step-free', 'museum', '#ff0000'],
  bits: [
    '0',
    '1',
    '123456',
    '000000',
    'abcd-efgh',
    'ABCDE-FGHIJ',
    '127.0.0.1',
    '::1',
    '192.0.2.0/24',
    '1.2.3',
    'true',
    '{}',
    '[]',
    '%',
    '_',
  ],
  tokens: [
    'e30',
    'WzFd',
    'a'.repeat(22),
    'A'.repeat(43),
    'b'.repeat(64),
    'C'.repeat(86),
    `tmk_${'d'.repeat(43)}`,
    'a.b.c',
    '0f'.repeat(32),
  ],
};
export const SAMPLES: readonly string[] = Object.values(KINDS).flat();

/** Words that fit a field by its name, where its schema says less than people know. */
export const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  name: ['Lisbon', 'Porto', 'Tokyo', 'Rome', 'Paris'],
  origin: ['London', 'Berlin'],
  destination: ['Lisbon', 'Tokyo'],
  q: ['lis', 'to', 'são', 'München'],
  search: ['lisbon', '5 days', '%'],
  password: ['a long enough password', 'another long password'],
};
