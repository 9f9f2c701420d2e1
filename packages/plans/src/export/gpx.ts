import type { Plan } from '@tripmaster/contracts';
import { aboutStop, degrees, instantOf, mappedDays, type MappedStop } from './stops.ts';
import { safeUrl } from './text.ts';
import { escapeXml, lineElement, lines, textElement } from './xml.ts';

/**
 * A saved plan as GPX 1.1: a waypoint for each stop with a place, a route for each day through its stops. Moments are
 * those at which one is there.
 */
export function planGpx(plan: Plan): string {
  const days = mappedDays(plan);
  return `${lines([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="TripMaster AI">',
    lines(['<metadata>', lineElement('name', plan.title), `<time>${plan.updatedAt}</time>`, '</metadata>']),
    ...days.flatMap(({ stops }) => stops.map((stop) => point('wpt', stop))),
    ...days.map(({ day, stops }, index) =>
      stops.length === 0
        ? ''
        : lines([
            '<rte>',
            lineElement('name', `${day.date} ${day.city}`),
            `<number>${index + 1}</number>`,
            ...stops.map((stop) => point('rtept', stop)),
            '</rte>',
          ]),
    ),
    '</gpx>',
  ])}\n`;
}

function point(name: 'wpt' | 'rtept', stop: MappedStop): string {
  const { item, place, span } = stop;
  const from = instantOf(span.from);
  const whole = name === 'wpt';
  return lines([
    `<${name} lat="${degrees(place.lat)}" lon="${degrees(place.lon)}">`,
    from === '' ? '' : `<time>${from}</time>`,
    lineElement('name', item.title),
    whole ? lineElement('cmt', [place.name, place.address ?? place.area ?? ''].filter((part) => part !== '').join(', ')) : '',
    whole ? textElement('desc', aboutStop(stop)) : '',
    ...(whole ? item.links.map(({ label, url }) => link(label, url)) : []),
    `<type>${item.kind}</type>`,
    `</${name}>`,
  ]);
}

function link(label: string, url: string): string {
  const href = safeUrl(url);
  return href === undefined ? '' : `<link href="${escapeXml(href)}">${lineElement('text', label)}</link>`;
}
