import type { Plan } from '@tripmaster/contracts';
import { HTML_STYLE } from './html-style.ts';
import { noteHtml } from './note-html.ts';
import type { Link } from './lines.ts';
import { planSheet, type Ledger, type Sheet, type SheetDay, type SheetOptions } from './sheet.ts';
import type { LegRow, Problem, StopRow } from './sheet-rows.ts';

/** Markup that was put together here; everything else is text and is escaped. */
class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

type Piece = Markup | string | number | readonly Piece[];

/** Markup with whatever is put into it: texts escaped, pieces of markup as they are, lists one after another. */
function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.map((part, index) => part + written(pieces[index] ?? '')).join(''));
}

function written(piece: Piece): string {
  if (piece instanceof Markup) return piece.html;
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return piece.map(written).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NOTHING = new Markup('');
const optional = (text: string, write: (text: string) => Markup): Markup => (text === '' ? NOTHING : write(text));

/**
 * A saved plan as an HTML document that needs nothing else: it can be kept, opened offline and printed. It is made
 * from the plan alone; what people or models wrote is text, and only http(s) links are links.
 */
export function planHtml(plan: Plan, options: SheetOptions = {}): string {
  const sheet = planSheet(plan, options);
  const body = markup`<header>
<p>${sheet.dates} · ${sheet.length} · ${sheet.party}${sheet.owner === undefined ? '' : ` · by ${sheet.owner}`}</p>
<h1 dir="auto">${sheet.title}</h1>
<p class="seal ${sheet.seal.state}">${said(sheet.seal)}</p>
</header>
<main>
${route(sheet)}
${budget(sheet.ledger)}
${problems(sheet.problems)}
${sheet.days.length > 2 ? contents(sheet.days) : NOTHING}
${sheet.days.length === 0 ? markup`<p>This plan has no days yet.</p>` : sheet.days.map(day)}
${ideas(sheet)}
${checks(sheet)}
${sheet.notices.length === 0 ? NOTHING : markup`<h2>Good to know</h2><ul>${sheet.notices.map((notice) => markup`<li>${notice}</li>`)}</ul>`}
</main>
<footer><p>${sheet.version}. ${sheet.caution} ${sheet.sources.join(' ')}</p></footer>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(sheet.title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
${body.html}
</body>
</html>
`;
}

function said({ headline, note }: Sheet['seal']): string {
  return [headline, note].filter((part) => part !== '').join(', ');
}

function route({ route: stops }: Sheet): Markup {
  return markup`<h2>Route</h2>
<ul class="route">${stops.map(({ name, nights, dates }) => markup`<li><b><bdi>${name}</bdi></b> ${dates === undefined ? '' : `${dates}, `}${nights}</li>`)}</ul>`;
}

function budget({ parts, total, limit, perPerson, perDay, rates }: Ledger): Markup {
  const row = (name: string, amount: string) => markup`<tr><th scope="row">${name}</th><td class="n">${amount}</td></tr>`;
  return markup`<h2>Budget</h2>
<table class="ledger"><tbody>${parts.map(({ name, amount }) => row(name, amount))}</tbody>
<tfoot><tr class="sum"><th scope="row">Adds up to</th><td class="n">${total}</td></tr>${
    limit === undefined ? NOTHING : row(`${limit.over ? 'Over your limit' : 'Left'} of ${limit.amount}`, limit.difference)
  }${row('Per person', perPerson)}${row('Per day', perDay)}</tfoot></table>
${rates.length === 0 ? NOTHING : markup`<ul>${rates.map((rate) => markup`<li>${rate}</li>`)}</ul>`}`;
}

function problems(all: readonly Problem[]): Markup {
  return markup`${all.map(
    ({ error, message }) =>
      markup`<p class="${error ? 'problem' : 'note'}"><b>${error ? 'Problem' : 'Note'}:</b> <span dir="auto">${message}</span></p>`,
  )}`;
}

function contents(days: readonly SheetDay[]): Markup {
  return markup`<nav aria-label="Days"><ol>${days.map(
    ({ number, short, city, theme }, index) =>
      markup`<li><a href="#day-${index + 1}">${number}, ${short}: ${city}</a>${optional(theme, (text) => markup` <span>${text}</span>`)}</li>`,
  )}</ol></nav>`;
}

function day(one: SheetDay, index: number): Markup {
  const sun = one.sun === undefined ? '' : 'sentence' in one.sun ? one.sun.sentence : `Sunrise ${one.sun.rise}, sunset ${one.sun.set}.`;
  const about = [`Times are local (${one.zone}).`, sun, one.climate ?? ''].filter((part) => part !== '').join(' ');
  return markup`<section aria-labelledby="day-${index + 1}">
<h2 id="day-${index + 1}">${one.number}, ${one.name}: <bdi>${one.city}</bdi></h2>
<p class="about">${about}</p>
${one.damaged ? markup`<p class="problem">Part of this day is damaged and can’t be shown.</p>` : NOTHING}
${one.rows.length === 0 ? markup`<p>Nothing is planned on this day.</p>` : markup`<ol class="rail">${one.rows.map((row) => (row.kind === 'leg' ? leg(row) : stop(row)))}</ol>`}
<p class="total">${one.stops}${optional(one.total ?? '', (total) => markup`, <b>${total}</b>`)}</p>
</section>`;
}

function leg({ mode, minutes, distance, spare, pattern }: LegRow): Markup {
  return markup`<li class="leg ${pattern}">${[mode, minutes, distance, spare].filter((part) => part !== '').join(' · ')}</li>`;
}

function stop(row: StopRow): Markup {
  const { start, end, ends, title, fixed, where, language, hours, from, notes, arrival, price, basis } = row;
  const facts = [
    where === '' ? [] : [language === undefined ? markup`<bdi>${where}</bdi>` : markup`<bdi lang="${language}">${where}</bdi>`],
    hours === '' ? [] : [markup`${hours}`],
    from === '' ? [] : [markup`${from}`],
    row.links.map(anchor),
  ].flat();
  return markup`<li class="stop${row.broken ? ' broken' : ''}"><div class="time">${
    start === '' ? NOTHING : markup`<time>${start}</time>–<time>${end}</time>${optional(ends, (text) => markup` <small>${text}</small>`)}`
  }</div><div><h3 dir="auto">${title}</h3>${fixed ? markup` <small class="fixed">fixed</small>` : NOTHING}${
    facts.length === 0 ? NOTHING : markup`<p>${facts.map((fact, index) => (index === 0 ? fact : markup` · ${fact}`))}</p>`
  }${optional(arrival, (text) => markup`<p>${text}</p>`)}${optional(notes, (text) => markup`<div class="words" dir="auto">${new Markup(noteHtml(text))}</div>`)}${problems(
    row.problems,
  )}</div><div class="n">${price}${optional(basis, (text) => markup` <small>${text}</small>`)}</div></li>`;
}

function anchor({ label, url }: Link): Markup {
  return url === undefined ? markup`${label}` : markup`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}

function ideas({ ideas: all }: Sheet): Markup {
  if (all.length === 0) return NOTHING;
  return markup`<h2>No time yet</h2><ul>${all.map(
    ({ title, where, day: on, price, notes, links }) =>
      markup`<li><b dir="auto">${title}</b>${[where, on ?? '', price, notes].map((part) => optional(part, (text) => markup` · <bdi>${text}</bdi>`))}${links.map((link) => markup` · ${anchor(link)}`)}</li>`,
  )}</ul>`;
}

function checks({ seal, rules }: Sheet): Markup {
  return markup`<h2>What was checked</h2><p>${said(seal)}.</p>
<div class="wide" tabindex="0" role="region" aria-label="The rules and what was found"><table><thead><tr><th scope="col">Rule</th><th scope="col">What</th><th scope="col">Result</th><th scope="col">Looked at</th></tr></thead><tbody>${rules.map(
    ({ rule, label, holds, counts }) =>
      markup`<tr><td class="n">${rule}</td><th scope="row">${label}</th><td>${holds ? 'holds' : markup`<b class="broken">does not hold</b>`}</td><td>${counts}</td></tr>`,
  )}</tbody></table></div>`;
}
