import { ArrowSquareOutIcon } from '@phosphor-icons/react';
import type { Item, Place } from '@tripmaster/contracts';
import type { ReactNode } from 'react';
import { formatMinutes, formatMoney } from '../../lib/format.ts';
import { sourceText } from '../provenance/as-of.ts';
import { lengthOf } from './legs.ts';
import { useMoreOf } from './more.ts';
import { StopEdit } from './stop-edit.tsx';
import css from './timetable.module.css';

const BASIS = { usual: 'usual price', estimate: 'estimated', given: 'as you gave it' } as const;
const STEPS = { yes: 'Step-free', partial: 'Partly step-free', no: 'Steps', unknown: 'Not known' } as const;

/** The place on openstreetmap.org, marked. */
function openStreetMapUrl({ lat, lon }: Pick<Place, 'lat' | 'lon'>): string {
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
}

/** The marker the plan carries itself; the link made from the place says the same. */
function isMarker(url: string): boolean {
  return url.startsWith('https://www.openstreetmap.org/?mlat=');
}

/** The plan's own links of an item, but for the map's marker. */
export function outwardLinks({ links }: Pick<Item, 'links'>): Item['links'] {
  return links.filter(({ url }) => /^https?:/i.test(url) && !isMarker(url));
}

/** What is behind a stop: how long, where, by which source and of which date, at which price. */
export function StopDetail({ item, noteShown }: { item: Item; noteShown: boolean }) {
  const { place, hours, cost, costBasis, notes } = item;
  // How long a way between zones takes its line says already: its two clocks do not.
  const facts: [string, ReactNode][] = item.arrival === undefined ? [['Time here', formatMinutes(lengthOf(item))]] : [];
  if (place?.address !== undefined) facts.push(['Address', place.address]);
  if (place?.area !== undefined) facts.push(['Area', place.area]);
  if (place?.stepFree !== undefined) facts.push(['Access', STEPS[place.stepFree]]);
  if (place?.diets !== undefined && place.diets.length > 0) facts.push(['Serves', place.diets.join(', ')]);
  if (hours !== undefined) facts.push(['Hours from', sourceText(hours) ?? 'not known']);
  if (place?.asOf !== undefined && hours === undefined) facts.push(['Facts of', sourceText({ asOf: place.asOf }) ?? '']);
  if (cost !== undefined && cost.amount > 0)
    facts.push(['Price', `${formatMoney(cost)} for all${costBasis === undefined ? '' : `, ${BASIS[costBasis]}`}`]);
  return (
    <div className={css.detail}>
      {notes !== undefined && !noteShown && <p>{notes}</p>}
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p className={css.links}>
        {place !== undefined && <OutwardLink url={openStreetMapUrl(place)}>Open in OpenStreetMap</OutwardLink>}
        {outwardLinks(item).map(({ label, url }) => (
          <OutwardLink key={url} url={url}>
            {label}
          </OutwardLink>
        ))}
      </p>
      {useMoreOf(item)}
      <StopEdit item={item} />
    </div>
  );
}

export function OutwardLink({
  url,
  label,
  rel = 'noreferrer',
  children,
}: {
  url: string;
  /** What it is called where its words alone say too little. */
  label?: string;
  rel?: string;
  children: ReactNode;
}) {
  return (
    <a className={css.outward} href={url} target="_blank" rel={rel} {...(label !== undefined && { 'aria-label': `${label} (new window)` })}>
      {children}
      <ArrowSquareOutIcon size={14} weight="bold" aria-hidden />
      {label === undefined && <span className="sr"> (new window)</span>}
    </a>
  );
}
