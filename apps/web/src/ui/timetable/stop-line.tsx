import { CaretDownIcon, CheckIcon } from '@phosphor-icons/react';
import type { Item } from '@tripmaster/contracts';
import { useId } from 'react';
import { FixedMark, ProvenanceMark } from '../provenance/mark.tsx';
import { Money, Time, TimeRange } from '../values.tsx';
import { type StopRow, endsNextDay, unnumberedKind } from './rail.ts';
import { UNNUMBERED } from './signs.ts';
import { OutwardLink, outwardLinks, StopDetail } from './stop-detail.tsx';
import type { StopFocus } from './focus.ts';
import css from './timetable.module.css';
import { ViolationNote } from './violation-note.tsx';

const MEALS = { breakfast: 'Breakfast', lunch: 'Lunch', dinner: 'Dinner' } as const;
/** Longer notes are read in the stop's detail. */
const SHORT_NOTE = 100;

/** A stop: its times, its number, what and where, who vouches for it, what it costs, and what is wrong with it. */
export function StopLine({ row, journey, focus }: { row: StopRow; journey: string | undefined; focus?: StopFocus }) {
  const { item, broken, violations } = row;
  const detail = useId();
  const open = focus?.selected === item.id;
  const lit = open || focus?.hovered === item.id;
  const about = aboutOf(item);
  return (
    <li
      className={`${css.line} ${css.stop} ${broken ? css.broken : ''} ${lit ? css.lit : ''} ${violations.length > 0 ? css.noted : ''}`}
      id={`stop-${item.id}`}
      onPointerEnter={() => focus?.hover(item.id)}
      onPointerLeave={() => focus?.hover(undefined)}
    >
      <Times row={row} />
      <div className={css.rail}>
        <Bullet row={row} />
      </div>
      <div className={css.body}>
        <h3>
          {focus === undefined ? (
            item.title
          ) : (
            <button
              type="button"
              className={css.name}
              aria-expanded={open}
              aria-controls={detail}
              onClick={() => focus.select(open ? undefined : item.id)}
            >
              {item.title}
              <CaretDownIcon size={14} weight="bold" className={css.caret} aria-hidden />
            </button>
          )}
          {item.locked && <FixedMark />}
        </h3>
        {journey !== undefined && <p className="num">{journey}</p>}
        {about.length > 0 && (
          <p>
            {about.map((part, index) => (
              <span key={part.text} lang={part.language}>
                {index > 0 && <span className="faint"> · </span>}
                {part.text}
              </span>
            ))}
          </p>
        )}
        <div className={css.meta}>
          <Hours item={item} broken={broken} />
          {isVouched(item) && <ProvenanceMark provenance={item.provenance} />}
          {item.kind === 'free' && !open && <Searches item={item} />}
        </div>
        {focus !== undefined && (
          <div id={detail} hidden={!open}>
            {open && <StopDetail item={item} noteShown={about.some((part) => part.text === item.notes)} />}
          </div>
        )}
      </div>
      <Price item={item} />
      {violations.length > 0 && (
        <div className={css.after}>
          {violations.map((violation) => (
            <ViolationNote key={violation.id} violation={violation} />
          ))}
        </div>
      )}
    </li>
  );
}

/** What a block of free time sends the reader to look for; elsewhere such links wait in the detail. */
function Searches({ item }: { item: Item }) {
  return outwardLinks(item).map(({ label, url }) => (
    <OutwardLink key={url} url={url}>
      {label}
    </OutwardLink>
  ));
}

/** The catalogue knows a place, or a usual price. Of a town with no guide, and of a guess, it knows nothing. */
function isVouched({ provenance, place, costBasis }: Item): boolean {
  return provenance !== 'catalogue' || place?.source === 'catalogue' || costBasis === 'usual';
}

function aboutOf(item: Item): { text: string; language?: string }[] {
  const { place, meal, notes } = item;
  const parts: { text: string; language?: string }[] = [];
  if (meal !== undefined && !item.title.toLowerCase().startsWith(meal)) parts.push({ text: MEALS[meal] });
  if (place?.localName !== undefined && place.localName !== item.title)
    parts.push({ text: place.localName, ...(place.language !== undefined && { language: place.language }) });
  if (notes !== undefined && notes.length <= SHORT_NOTE) parts.push({ text: notes });
  return parts;
}

function Times({ row: { item, wrongTime } }: { row: StopRow }) {
  return (
    <div className={css.time}>
      <b>
        <span className="sr">From </span>
        {wrongTime ? (
          <s>
            <Time value={item.start} />
          </s>
        ) : (
          <Time value={item.start} />
        )}
      </b>
      <span>
        <span className="sr">to </span>
        <Time value={item.end} />
        {item.arrival === undefined && endsNextDay(item) && <span className="sr"> the next day</span>}
      </span>
    </div>
  );
}

function Bullet({ row: { number, item } }: { row: StopRow }) {
  if (number !== undefined) return <span className={css.number}>{number}</span>;
  const Sign = UNNUMBERED[unnumberedKind(item)];
  return (
    <span className={css.number}>
      <Sign size={15} weight="bold" aria-hidden />
    </span>
  );
}

function Hours({ item, broken }: { item: Item; broken: boolean }) {
  const { hours } = item;
  if (hours === undefined)
    return item.place !== undefined && (item.kind === 'sight' || item.kind === 'activity') && !broken ? (
      <span className="faint xs">Hours not known</span>
    ) : null;
  const always = hours.open === '00:00' && /^(24:00|00:00|23:59)$/.test(hours.close);
  return (
    <span className={css.fact}>
      <CheckIcon size={14} weight="bold" className="ok" aria-hidden />
      {always ? (
        'Always open'
      ) : (
        <span>
          Open <TimeRange start={hours.open} end={hours.close} />
        </span>
      )}
    </span>
  );
}

function Price({ item: { cost } }: { item: Item }) {
  if (cost === undefined) return <div className={css.price} />;
  return cost.amount === 0 ? (
    <div className={`${css.price} ${css.free}`}>free</div>
  ) : (
    <div className={css.price}>
      <Money value={cost} code={false} />
    </div>
  );
}
