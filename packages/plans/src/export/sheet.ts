import { CATEGORIES, RULES, type Category, type Idea, type Plan, type Violation } from '@tripmaster/contracts';
import { GAZETTEER_ATTRIBUTION } from '../gazetteer/index.ts';
import { stopCount } from '../plans/document.ts';
import { count } from '../words.ts';
import { datesText, dayNumber, linksOf, partyText, placeText, shortDates, usualText, zoneText, type Link } from './lines.ts';
import { dayMap, tripMap, type MapDrawing } from './map.ts';
import { problemOf, rowsOf, whole, type LegRow, type Problem, type StopRow } from './sheet-rows.ts';
import { plainLine, plainText, writer, type Writer } from './text.ts';

export type SheetOptions = {
  /** Language of numbers and dates (BCP 47); words stay English. Default `en-GB`. */
  locale?: string;
};

/** The verifier's twenty rules as the seal shows them. A broken rule outweighs an old check. */
export type Seal = { state: 'whole' | 'open' | 'stale'; marks: boolean[]; holding: number; headline: string; note: string };

export type SheetDay = {
  /** `Day 3`. */
  number: string;
  /** `Wed 12 May`, or `Wednesday` where the dates are hidden. */
  short: string;
  /** `Wednesday, 12 May 2027`, or `Wednesday` where the dates are hidden. */
  name: string;
  city: string;
  /** Its quarters, else its first sights; empty for a day with neither. */
  theme: string;
  /** Whose forms of Chinese characters the city writes. */
  han: Han;
  zone: string;
  /** Sunrise and sunset as two times, or a sentence for a polar day. */
  sun?: { rise: string; set: string } | { sentence: string };
  climate?: string;
  stops: string;
  total?: string;
  rows: (LegRow | StopRow)[];
  map?: MapDrawing;
  /** Its stored form could not be read whole. */
  damaged: boolean;
};

export type Han = 'japanese' | 'chinese';

export type Ledger = {
  parts: { category: Category; name: string; amount: string; share: number }[];
  total: string;
  /** What is left of the limit, or by how much it is exceeded, as `share` of the whole bar. */
  limit?: { amount: string; over: boolean; difference: string; share: number };
  perPerson: string;
  perDay: string;
  rates: string[];
};

/** What every printed or written form of a plan says, in plain lines; each form only lays it out. */
export type Sheet = {
  title: string;
  dates: string;
  /** `7 days`. */
  length: string;
  party: string;
  owner?: string;
  datesHidden: boolean;
  han: Han;
  route: { name: string; nights: string; dates?: string }[];
  /** Stops of each day, for the route glyph. */
  stopsPerDay: number[];
  map?: MapDrawing;
  seal: Seal;
  ledger: Ledger;
  /** Violations that no stop tells. */
  problems: Problem[];
  days: SheetDay[];
  ideas: { title: string; where: string; day?: string; price: string; notes: string; links: Link[] }[];
  rules: { rule: number; label: string; holds: boolean; checked: number; unknown: number; counts: string; found: string }[];
  notices: string[];
  version: string;
  caution: string;
  /** Whose measurements and names these are. */
  sources: string[];
};

const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  stay: 'Stay',
  food: 'Food',
  activities: 'Activities',
  transport: 'Getting around',
  equipment: 'Equipment',
};

const NO_LEDGER: Ledger = { parts: [], total: '', perPerson: '', perDay: '', rates: [] };

/** A plan as every form of it is written. It depends on the plan alone, and a damaged part of a plan costs only that part. */
export function planSheet(plan: Plan, { locale = 'en-GB' }: SheetOptions = {}): Sheet {
  const write = writer(locale);
  const days = plan.days.map((day, index) => sheetDay(plan, index, write, day));
  const map = whole(() => tripMap(plan.destinations));
  return {
    title: whole(() => plainLine(plan.title)) ?? 'Trip',
    dates: datesText(plan, write),
    length: count(plan.days.length, 'day'),
    party: whole(() => partyText(plan)) ?? '',
    ...(plan.owner === undefined ? {} : { owner: plainLine(plan.owner.name) }),
    datesHidden: plan.datesHidden === true,
    han: hanOf(plan.destinations[0]?.country ?? plan.days[0]?.country, plan.title),
    route: plan.destinations.map(({ name, nights, arrive, depart }) => ({
      name: whole(() => plainLine(name)) ?? '',
      nights: nights === 0 ? 'no night' : count(nights, 'night'),
      ...(plan.datesHidden === true ? {} : { dates: shortDates(arrive, depart, write) }),
    })),
    stopsPerDay: plan.days.map((day) => whole(() => stopCount(day)) ?? 0),
    ...(map === undefined ? {} : { map }),
    seal: sealOf(plan, write),
    ledger: whole(() => ledgerOf(plan, write)) ?? NO_LEDGER,
    problems: unplaced(plan).map(problemOf),
    days,
    ideas: (plan.ideas ?? []).flatMap((idea) => whole(() => [ideaOf(plan, idea, write)]) ?? []),
    rules: plan.verification.rules.map(({ rule, name, holds, checked, unknown, evidence }) => ({
      rule,
      label: RULES.find((one) => one.rule === rule)?.label ?? plainLine(name),
      holds,
      checked,
      unknown,
      counts: countsText(checked, unknown),
      found: plainLine(evidence[0]?.text ?? ''),
    })),
    notices: plan.notices.map(({ message }) => plainLine(message)),
    version: plan.datesHidden === true ? `Version ${plan.version}` : `Version ${plan.version}, ${write.moment(plan.updatedAt)}`,
    caution: 'Opening times and prices are the usual ones: verify before you go.',
    sources: [
      ...new Set(plan.days.flatMap(({ climate }) => (climate === undefined ? [] : [`Climate: ${plainLine(climate.source)}.`]))),
      `${GAZETTEER_ATTRIBUTION}.`,
    ],
  };
}

function sheetDay(plan: Plan, index: number, write: Writer, day: Plan['days'][number]): SheetDay {
  const { violations } = plan.verification;
  const rows = whole(() => rowsOf(day, violations, write, plan.datesHidden === true));
  const stops = rows?.filter((row) => row.kind === 'stop' && row.number !== undefined).length ?? 0;
  const costs = (whole(() => day.items.flatMap(({ cost }) => (cost === undefined ? [] : [cost.amount]))) ?? []).filter(
    Number.isSafeInteger,
  );
  const map = whole(() => dayMap(day));
  const sun = day.sun;
  const { climate } = day;
  const usual = climate === undefined ? undefined : whole(() => `${usualText(climate, day.date, write)}.`);
  return {
    number: dayNumber(index),
    short: plan.datesHidden === true ? write.weekday(day.date) : write.shortDate(day.date),
    name: plan.datesHidden === true ? write.weekday(day.date) : `${write.weekday(day.date)}, ${write.date(day.date)}`,
    city: whole(() => plainLine(day.city)) ?? '',
    theme: whole(() => themeOf(day)) ?? '',
    han: hanOf(day.country, ''),
    zone: whole(() => zonesOf(day)) ?? '',
    ...(sun === undefined
      ? {}
      : {
          sun:
            'polar' in sun
              ? { sentence: sun.polar === 'day' ? 'The sun does not set.' : 'The sun does not rise.' }
              : { rise: sun.rise, set: sun.set },
        }),
    ...(usual === undefined ? {} : { climate: usual }),
    stops: count(stops, 'stop'),
    ...(costs.length === 0
      ? {}
      : { total: write.money({ amount: costs.reduce((all, cost) => all + cost, 0), currency: plan.budget.total.currency }) }),
    rows: rows ?? [],
    ...(map === undefined ? {} : { map }),
    damaged: rows === undefined || rows.some((row) => row.kind === 'stop' && row.damaged),
  };
}

/** Whose clocks the times are read off, first and after each way to another zone. */
function zonesOf({ date, timeZone, items }: Plan['days'][number]): string {
  const landings = items.flatMap(({ title, arrival }) =>
    arrival !== undefined && arrival.date <= date
      ? [`; after “${plainLine(title)}” ${zoneText({ date, timeZone: arrival.timeZone }, '12:00')}`]
      : [],
  );
  return `${zoneText({ date, timeZone }, '12:00')}${landings.join('')}`;
}

/** What a day is about. */
function themeOf({ items }: Plan['days'][number]): string {
  const visits = items.filter(({ kind }) => kind === 'sight' || kind === 'activity');
  const areas = visits.flatMap(({ place }) => (place?.area === undefined ? [] : [plainLine(place.area)]));
  const names = areas.length > 0 ? areas : visits.map(({ title }) => plainLine(title));
  return [...new Set(names)].slice(0, 2).join(' · ');
}

function sealOf({ verification: { rules, stale, checkedAt }, datesHidden }: Plan, write: Writer): Seal {
  const broken = new Set(rules.filter(({ holds }) => !holds).map(({ rule }) => rule));
  const marks = RULES.map(({ rule }) => !broken.has(rule));
  const holding = marks.filter((holds) => holds).length;
  const state = broken.size > 0 ? 'open' : stale ? 'stale' : 'whole';
  const headline = {
    open: `${count(broken.size, 'rule')} broken`,
    stale: 'Check is out of date',
    whole: `${holding} of ${marks.length} rules hold`,
  }[state];
  return { state, marks, holding, headline, note: datesHidden === true ? '' : `checked ${write.date(checkedAt.slice(0, 10))}` };
}

function ledgerOf({ budget, datesHidden }: Plan, write: Writer): Ledger {
  const limit = budget.limit?.amount ?? 0;
  const bar = Math.max(limit, budget.total.amount);
  const share = (amount: number) => (bar > 0 && Number.isFinite(amount) ? amount / bar : 0);
  const left = budget.left?.amount ?? limit - budget.total.amount;
  return {
    parts: CATEGORIES.flatMap((category) => {
      const total = budget.categories.find((line) => line.category === category)?.total;
      return total === undefined || total.amount <= 0
        ? []
        : [{ category, name: CATEGORY_NAMES[category], amount: write.amount(total), share: share(total.amount) }];
    }),
    total: write.money(budget.total),
    ...(budget.limit === undefined
      ? {}
      : {
          limit: {
            amount: write.money(budget.limit),
            over: left < 0,
            difference: write.money({ ...budget.limit, amount: Math.abs(left) }),
            share: share(Math.abs(left)),
          },
        }),
    perPerson: write.money(budget.perPerson),
    perDay: write.money(budget.perDay),
    rates:
      datesHidden === true
        ? []
        : (budget.rates ?? []).map(
            ({ currency, perUnit, source, asOf }) =>
              `1 ${budget.total.currency} = ${perUnit} ${plainLine(currency)} (${plainLine(source)}, ${write.date(asOf)})`,
          ),
  };
}

/** What no stop can tell: the budget, the pace, a day that is missing. */
function unplaced({ days, verification }: Plan): Violation[] {
  const ids = new Set(days.flatMap((day) => whole(() => day.items.map(({ id }) => id)) ?? []));
  return verification.violations.filter(({ itemIds }) => !itemIds.some((id) => ids.has(id)));
}

function ideaOf(plan: Plan, idea: Idea, write: Writer): Sheet['ideas'][number] {
  const index = plan.days.findIndex(({ date }) => date === idea.date);
  return {
    title: plainLine(idea.title),
    where: placeText(idea),
    ...(index === -1 ? {} : { day: dayNumber(index) }),
    price: idea.cost === undefined ? '' : write.money(idea.cost),
    notes: plainText(idea.notes ?? ''),
    links: linksOf(idea),
  };
}

function countsText(checked: number, unknown: number): string {
  if (checked === 0 && unknown === 0) return 'nothing of the kind in this trip';
  return unknown === 0 ? `${checked} checked` : `${checked} checked, ${unknown} unknown`;
}

/** Japan's characters where Japan is meant: their forms differ from China's. */
function hanOf(country: string | undefined, text: string): Han {
  return country === 'JP' || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'japanese' : 'chinese';
}
