import { parseArgs, type ParseArgsConfig } from 'node:util';
import { addDays, parseBudget } from '@tripmaster/contracts';
import type { TripRequestInput } from '@tripmaster/client';

/** The command was written in a way that can't be used; the message is one plain sentence. */
export class UsageError extends Error {}

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const COMMON = {
  server: text,
  email: text,
  password: text,
  code: text,
  json: flag,
  save: list,
  paper: text,
  help: { type: 'boolean', short: 'h' },
} as const;
const TRIP = {
  from: text,
  to: text,
  nights: list,
  month: text,
  days: text,
  arrive: text,
  depart: text,
  destination: list,
  'to-city': list,
  origin: text,
  adults: text,
  child: list,
  budget: text,
  style: text,
  pace: text,
  interest: list,
  diet: list,
  access: list,
  'day-start': text,
  'day-end': text,
  notes: text,
  language: text,
} as const;
const STYLES = ['budget', 'mid', 'luxury'] as const;
const PACES = ['relaxed', 'balanced', 'packed'] as const;

export type Common = {
  server?: string;
  email?: string;
  password?: string;
  code?: string;
  json?: boolean;
  save?: string[];
  paper?: string;
  help?: boolean;
};
type Trip = ReturnType<typeof parseTrip>['values'];

export function parseCommon(args: string[]): { values: Common; positionals: string[] } {
  return parsed(() => parseArgs({ args: glued(args, COMMON), options: COMMON, allowPositionals: true }));
}

export function parseUpload(args: string[]) {
  const options = { ...COMMON, plan: text, item: text, name: text, shared: flag };
  return parsed(() => parseArgs({ args: glued(args, options), options, allowPositionals: true }));
}

export function parseTrip(args: string[]) {
  return parsed(() => parseArgs({ args: glued(args, { ...COMMON, ...TRIP }), options: { ...COMMON, ...TRIP }, allowPositionals: true }));
}

function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [first = message] = message.split(/\.\s|\n/);
    throw new UsageError(`${first.replace(/\.$/, '')}. See tripmaster --help.`);
  }
}

/** `--budget -5` means the value -5, and not an option of this name. */
function glued(args: string[], options: NonNullable<ParseArgsConfig['options']>): string[] {
  const result: string[] = [];
  for (const arg of args) {
    const before = result.at(-1);
    const takesValue = before !== undefined && before.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-[^-a-z]/i.test(arg)) result[result.length - 1] = `${before}=${arg}`;
    else result.push(arg);
  }
  return result;
}

/** What the options ask for, as the server takes it. Faults name their option. */
export function tripRequestOf(positionals: string[], values: Trip): TripRequestInput {
  const names = [...positionals, ...(values.destination ?? []), ...(values['to-city'] ?? [])];
  if (names.length === 0) throw new UsageError('Name a city: tripmaster plan "Lisbon" --from 2027-05-10 --to 2027-05-14.');
  const nights = (values.nights ?? []).map((value) => whole('nights', value));
  if (nights.length > names.length)
    throw new UsageError(`--nights: given ${nights.length} times for ${names.length === 1 ? 'one city' : `${names.length} cities`}.`);
  const budget = values.budget === undefined ? undefined : parseBudget(values.budget);
  if (budget?.ok === false) throw new UsageError(`--budget: ${budget.reason}.`);
  return {
    destinations: names.map((name, index) => ({ name, nights: nights[index] })),
    dates: datesOf(values, nights),
    travellers: { adults: whole('adults', values.adults ?? '1'), childrenAges: (values.child ?? []).map((age) => whole('child', age)) },
    budget: budget?.amount,
    style: oneOf('style', STYLES, values.style),
    pace: oneOf('pace', PACES, values.pace),
    interests: values.interest,
    dietary: values.diet,
    accessibility: values.access,
    origin: values.origin,
    dayStart: values['day-start'],
    dayEnd: values['day-end'],
    arrivalTime: values.arrive,
    departureTime: values.depart,
    notes: values.notes,
    language: values.language,
  };
}

function datesOf({ from, to, month, days }: Trip, nights: number[]): TripRequestInput['dates'] {
  if (month !== undefined) {
    if (from !== undefined || to !== undefined) throw new UsageError('--month: goes with --days, and not with --from and --to.');
    if (days === undefined) throw new UsageError('--days: is needed with --month.');
    return { month, days: whole('days', days) };
  }
  if (from === undefined) throw new UsageError('--from: is needed, as YYYY-MM-DD (or --month and --days).');
  if (to !== undefined) return { start: from, end: to };
  const length = days === undefined ? nights.reduce((a, b) => a + b, 0) : whole('days', days) - 1;
  if (days === undefined && nights.length === 0) throw new UsageError('--to: is needed, as YYYY-MM-DD (or --nights, or --days).');
  if (Number.isNaN(Date.parse(`${from}T00:00:00Z`))) throw new UsageError('--from: is not a date of the calendar (YYYY-MM-DD).');
  return { start: from, end: addDays(from, length) };
}

function whole(option: string, value: string): number {
  if (!/^-?\d{1,9}$/.test(value)) throw new UsageError(`--${option}: is not a whole number.`);
  return Number(value);
}

function oneOf<Word extends string>(option: string, words: readonly Word[], value: string | undefined): Word | undefined {
  const word = words.find((known) => known === value);
  if (value !== undefined && word === undefined) throw new UsageError(`--${option}: is not one of ${words.join(', ')}.`);
  return word;
}

const BY_PATH: readonly (readonly [RegExp, string])[] = [
  [/^dates\.start/, '--from'],
  [/^dates\.end/, '--to'],
  [/^dates\.month/, '--month'],
  [/^dates\.days/, '--days'],
  [/^destinations\.\d+\.nights/, '--nights'],
  [/^destinations/, '--destination'],
  [/^travellers\.adults/, '--adults'],
  [/^travellers\.childrenAges/, '--child'],
  [/^budget/, '--budget'],
  [/^interests/, '--interest'],
  [/^dietary/, '--diet'],
  [/^accessibility/, '--access'],
  [/^dayStart/, '--day-start'],
  [/^dayEnd/, '--day-end'],
  [/^arrivalTime/, '--arrive'],
  [/^departureTime/, '--depart'],
  [/^(style|pace|origin|notes|language|email|password)/, ''],
];

/** The option that a field of the request came from. */
export function optionOf(path: string): string {
  const [pattern, option] = BY_PATH.find(([known]) => known.test(path)) ?? [];
  if (pattern === undefined || option === undefined) return path;
  return option === '' ? `--${path.split('.')[0]}` : option;
}
