import { CheckCircleIcon, EyeIcon, InfoIcon, WarningIcon } from '@phosphor-icons/react';
import type { ImportedItem, ImportProposal } from '@tripmaster/contracts';
import { useEffect, useRef } from 'react';
import { formatDate, formatList, plural, readableDates } from '../../lib/format.ts';
import { Flag, Note } from '../../ui/marks.tsx';
import { readVerification, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { Money, TimeRange } from '../../ui/values.tsx';
import css from './import.module.css';

const FIELDS: Readonly<Record<string, string>> = {
  date: 'date',
  start: 'start',
  end: 'end',
  'end date': 'end date',
  timeZone: 'time zone',
  place: 'exact place',
  city: 'city',
  address: 'address',
  price: 'price',
  code: 'booking code',
  title: 'name',
  from: 'from',
  to: 'to',
};

const RULES_SHOWN = 3;

type Props = { proposal: ImportProposal; leftOut: ReadonlySet<string>; onToggle: (id: string) => void };

/** What was found, day by day: each can be left out, and what was guessed says so. */
export function ProposalList({ proposal, leftOut, onToggle }: Props) {
  const { items, problems, document, changes } = proposal;
  const verification = (document ?? changes?.plan)?.verification;
  const broken = verification?.violations.filter(({ severity }) => severity === 'error') ?? [];
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => head.current?.focus(), []);
  const fresh = items.filter(({ duplicate }) => !duplicate);
  const known = items.length - fresh.length;
  return (
    <div className="stack">
      <p ref={head} tabIndex={-1} className={`${css.found} row`}>
        {verification !== undefined && <Seal reading={readVerification(verification)} size={44} />}
        <span>
          <b>
            {fresh.length === 0 ? 'Nothing new was found.' : `${plural(fresh.length, 'item')} found.`}
            {known > 0 && ` ${plural(known, 'is', 'are')} in the trip already.`}
          </b>
          {verification !== undefined && (
            <>
              <br />
              <span className="small soft">{sealHeadline(readVerification(verification))}</span>
            </>
          )}
        </span>
      </p>
      {broken.length > 0 && (
        <Note icon={WarningIcon} tone="broken">
          <ul className={css.broken}>
            {broken.slice(0, RULES_SHOWN).map(({ id, message }) => (
              <li key={id}>{readableDates(message)}</li>
            ))}
            {broken.length > RULES_SHOWN && <li>and {broken.length - RULES_SHOWN} more</li>}
          </ul>
          <p>It can be saved all the same, and mended on its page.</p>
        </Note>
      )}
      {problems.length > 0 && (
        <Note icon={WarningIcon} tone="tight">
          <b>{plural(problems.length, 'thing needs', 'things need')} your eye</b>
          <ul className={css.problems}>
            {problems.map(({ where, reason }) => (
              <li key={`${where} ${reason}`}>
                {where}: {readableDates(reason)}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {document?.notices.map(({ message }) => (
        <Note key={message} icon={InfoIcon}>
          {readableDates(message)}
        </Note>
      ))}
      {[...Map.groupBy(items, ({ date, start }) => (start === undefined ? '' : (date ?? '')))]
        .toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
        .map(([date, ofDay]) => (
          <section key={date} className={css.day} aria-label={date === '' ? 'Without a time' : formatDate(date)}>
            <h2>{date === '' ? 'Without a time' : formatDate(date, true)}</h2>
            <ul className={css.items}>
              {ofDay.map((item) => (
                <Line key={item.id} item={item} out={leftOut.has(item.id)} onToggle={onToggle} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Line({ item, out, onToggle }: { item: ImportedItem; out: boolean; onToggle: (id: string) => void }) {
  const { id, title, date, start, end, place, cost, code, unsure, where, duplicate } = item;
  return (
    <li className={out ? css.out : undefined}>
      <label>
        <input type="checkbox" checked={!out && !duplicate} disabled={duplicate} onChange={() => onToggle(id)} />
        <span className={css.time}>
          {start === undefined || end === undefined ? (
            <span className="small soft">{date === undefined ? 'No date' : formatDate(date)}</span>
          ) : (
            <TimeRange start={start} end={end} />
          )}
        </span>
        <b>{title}</b>
        <span>{cost !== undefined && <Money value={cost} />}</span>
      </label>
      <span className={`${css.more ?? ''} small soft`}>
        {place !== undefined && place !== title && <span>{place}</span>}
        {code !== undefined && <span className="num">Code {code}</span>}
        <span>{where}</span>
        {duplicate && <Flag icon={CheckCircleIcon}>In the trip already</Flag>}
        {!duplicate && unsure.length > 0 && (
          <Flag tone="tight" icon={EyeIcon}>
            Look at: {formatList(unsure.map((field) => FIELDS[field] ?? field))}
          </Flag>
        )}
      </span>
    </li>
  );
}
