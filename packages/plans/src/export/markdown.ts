import {
  RULES,
  endsLater,
  spanOf,
  zoned,
  type Budget,
  type Day,
  type Idea,
  type Item,
  type Plan,
  type Verification,
  type Where,
} from '@tripmaster/contracts';
import { GAZETTEER_ATTRIBUTION } from '../gazetteer/index.ts';
import { count } from '../words.ts';
import { climateText, datesText, dayName, hoursText, legText, partyText, priceText, rulesText, sunText, wayText } from './lines.ts';
import { escapeMarkdown as md, markdownLink, writer, type Writer } from './text.ts';

export type ExportOptions = {
  /** Language of numbers and dates (BCP 47); words stay English. Default `en`. */
  locale?: string;
};

/**
 * A saved plan as Markdown (GitHub's tables): dates and party, a timetable a day, the budget, what was
 * checked and what was not. It is made from the plan alone; every text in it that a person or a model wrote
 * is escaped, and only http(s) links are links.
 */
export function planMarkdown(plan: Plan, options: ExportOptions = {}): string {
  const write = writer(options.locale);
  const sections = [
    head(plan, write),
    ...plan.days.map((day, index) => daySection(plan, day, index, write)),
    ideasSection(plan.ideas ?? [], write),
    budgetSection(plan.budget, write),
    verificationSection(plan),
    plan.notices.length === 0 ? '' : `## Good to know\n\n${plan.notices.map((notice) => `- ${md(notice.message)}`).join('\n')}`,
    `---\n\nVersion ${plan.version}${plan.datesHidden === true ? '' : ` of ${md(plan.updatedAt)}`}. Opening times and prices are the usual ones: verify before you go. ${md(GAZETTEER_ATTRIBUTION)}.`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function head(plan: Plan, write: Writer): string {
  const facts = [
    ['Dates', `${datesText(plan, write)} (${count(plan.days.length, 'day')})`],
    ['Travellers', partyText(plan)],
    ['Route', plan.destinations.map((stop) => `${stop.name} (${stop.nights} ${stop.nights === 1 ? 'night' : 'nights'})`).join(' → ')],
    ['Total', write.money(plan.budget.total)],
    ['Checked', `${rulesText(plan)}${plan.verification.stale ? ', but the plan has changed since' : ''}`],
  ];
  return `# ${md(plan.title)}\n\n${facts.map(([name, value]) => `- **${name}:** ${md(value ?? '')}`).join('\n')}`;
}

function daySection(plan: Plan, day: Day, index: number, write: Writer): string {
  const title = `## ${md(dayName(plan, day.date, index, write))}: ${md(day.city)}`;
  const about = [zonesText(day), sunText(day), climateText(day, write)]
    .filter((part) => part !== '')
    .map(md)
    .join(' ');
  if (day.items.length === 0) return `${title}\n\n${about} Nothing is planned.`;
  const rows = zoned(day).map(({ item, timeZone }) =>
    row([
      timeCell(item, { date: day.date, timeZone }, write),
      whatCell(item),
      whereCell(item),
      item.travelFromPrevious === undefined ? '' : md(legText(item.travelFromPrevious, write)),
      md(priceText(item, write)),
    ]),
  );
  return `${title}\n\n${about}\n\n${table(['Time', 'What', 'Where', 'Way there', 'Price'], rows)}`;
}

/** Whose clocks the day's times are read off, first and after each way to another zone. */
function zonesText(day: Day): string {
  const landings = day.items.filter((item) => item.arrival !== undefined && item.arrival.date <= day.date);
  const after = landings.map((item) => `; after “${item.title}” local there (${item.arrival?.timeZone ?? ''})`);
  return `Times are local (${day.timeZone})${after.join('')}.`;
}

function timeCell(item: Item, start: Where, write: Writer): string {
  if (item.arrival !== undefined) return md(wayText(item, spanOf(item, start), write));
  return `${md(item.start)}–${md(item.end)}${endsLater(item, start.date) ? ' (next day)' : ''}`;
}

function whatCell(item: Item): string {
  const links = item.links.map((link) => markdownLink(link.label, link.url)).join(', ');
  return [`**${md(item.title)}**`, item.locked ? 'fixed' : '', md(hoursText(item)), item.notes === undefined ? '' : md(item.notes), links]
    .filter((part) => part !== '')
    .join(' · ');
}

function whereCell({ place }: Item): string {
  if (place === undefined) return '';
  const local = place.localName === undefined || place.localName === place.name ? '' : ` (${place.localName})`;
  return [place.name + local, place.address ?? place.area ?? '']
    .filter((part) => part !== '')
    .map(md)
    .join(', ');
}

function ideasSection(ideas: readonly Idea[], write: Writer): string {
  if (ideas.length === 0) return '';
  const lines = ideas.map(({ title, place, cost, notes, links }) => {
    const about = [place === undefined ? '' : md(place.name), cost === undefined ? '' : md(write.money(cost)), md(notes ?? '')];
    return `- ${[`**${md(title)}**`, ...about, ...links.map(({ label, url }) => markdownLink(label, url))].filter((part) => part !== '').join(' · ')}`;
  });
  return `## No time yet\n\n${lines.join('\n')}`;
}

function budgetSection(budget: Budget, write: Writer): string {
  const rows = [
    ...budget.categories.map((line) => row([md(line.category), md(write.money(line.total)), md(write.money(line.perPersonPerDay))])),
    row(['**Total**', `**${md(write.money(budget.total))}**`, '']),
  ];
  const facts = [
    `Per person: ${write.money(budget.perPerson)}`,
    `Per day: ${write.money(budget.perDay)}`,
    ...(budget.limit === undefined ? [] : [`Limit: ${write.money(budget.limit)}`]),
    ...(budget.left === undefined
      ? []
      : [
          budget.left.amount < 0
            ? `Over the limit by ${write.money({ ...budget.left, amount: -budget.left.amount })}`
            : `Left: ${write.money(budget.left)}`,
        ]),
    ...(budget.rates ?? []).map(
      (rate) => `Rate: 1 ${budget.total.currency} = ${rate.perUnit} ${rate.currency} (${rate.source}; ${rate.asOf})`,
    ),
  ];
  return `## Budget\n\n${table(['Category', 'Total', 'Per person and day'], rows)}\n\n${facts.map((fact) => `- ${md(fact)}`).join('\n')}`;
}

function verificationSection(plan: Plan): string {
  const { rules, violations, checkedAt }: Verification = plan.verification;
  const rows = rules.map((result) => {
    const label = RULES.find((rule) => rule.rule === result.rule)?.label ?? result.name;
    return row([
      String(result.rule),
      md(label),
      result.holds ? 'holds' : '**does not hold**',
      String(result.checked),
      String(result.unknown),
    ]);
  });
  const problems = violations.map(
    (violation) => `- **${violation.severity === 'error' ? 'Problem' : 'Warning'}:** ${md(violation.message)}`,
  );
  const unknown = rules.reduce((sum, result) => sum + result.unknown, 0);
  const summary = `${rulesText(plan)}${plan.datesHidden === true ? '' : `, checked at ${checkedAt}`}. ${unknown === 0 ? 'Nothing was left unknown.' : `${unknown} ${unknown === 1 ? 'thing' : 'things'} could not be checked for want of facts.`}`;
  return ['## What was checked', md(summary), problems.join('\n'), table(['Rule', 'What', 'Result', 'Checked', 'Unknown'], rows)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function table(headings: readonly string[], rows: readonly string[]): string {
  return [row(headings), row(headings.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
