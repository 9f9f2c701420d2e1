import type { Plan } from '@tripmaster/contracts';
import { aboutStop, degrees, instantOf, mappedDays, type MappedDay, type MappedStop } from './stops.ts';
import { plainLine, safeUrl } from './text.ts';
import { asHtml, escapeXml, lineElement, lines } from './xml.ts';

/** A saved plan as KML 2.2 (OGC 07-147r2): a folder for each day, a placemark for each stop with a place, and the line between them. */
export function planKml(plan: Plan): string {
  return `${lines([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    '<Document>',
    lineElement('name', plan.title),
    ...mappedDays(plan).map(folder),
    '</Document>',
    '</kml>',
  ])}\n`;
}

function folder({ day, stops }: MappedDay): string {
  const way = stops.map(({ place }) => `${degrees(place.lon)},${degrees(place.lat)}`).join(' ');
  return lines([
    '<Folder>',
    lineElement('name', `${day.date} ${day.city}`),
    ...stops.map(placemark),
    // A line of one point is none.
    stops.length < 2
      ? ''
      : lines([
          '<Placemark>',
          lineElement('name', `Way of ${day.date}`),
          `<LineString><coordinates>${way}</coordinates></LineString>`,
          '</Placemark>',
        ]),
    '</Folder>',
  ]);
}

/** Descriptions are shown as HTML, so that they are HTML first and then a text of XML. */
function placemark(stop: MappedStop): string {
  const { item, place, span } = stop;
  const [begin, end] = [instantOf(span.from), instantOf(Math.max(span.from, span.to))];
  const links = item.links.flatMap(({ label, url }) => {
    const href = safeUrl(url);
    return href === undefined ? [] : [`<a href="${escapeXml(href)}">${escapeXml(plainLine(label))}</a>`];
  });
  const description = [asHtml(aboutStop(stop)), ...links].join('<br>');
  return lines([
    '<Placemark>',
    lineElement('name', item.title),
    lineElement('address', [place.name, place.address ?? place.area ?? ''].filter((part) => part !== '').join(', ')),
    `<description>${escapeXml(description)}</description>`,
    begin === '' || end === '' ? '' : `<TimeSpan><begin>${begin}</begin><end>${end}</end></TimeSpan>`,
    `<Point><coordinates>${degrees(place.lon)},${degrees(place.lat)}</coordinates></Point>`,
    '</Placemark>',
  ]);
}
