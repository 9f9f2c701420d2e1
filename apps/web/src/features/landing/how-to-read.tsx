import { BookOpenIcon, CheckIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { RULES } from '@tripmaster/contracts';
import { Timetable } from '../../ui/timetable/timetable.tsx';
import { readCount } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { Money } from '../../ui/values.tsx';
import { SPECIMEN } from './specimen.ts';

/** A piece of a plan beside the key to its signs. */
export function HowToRead() {
  return (
    <section className="wrap how" id="how" aria-labelledby="how-head">
      <div className="howhead">
        <h2 id="how-head">How to read a plan</h2>
        <p className="soft">
          A plan is a timetable. Times are local, prices are in your currency, and every line says where it comes from.
        </p>
      </div>
      <div className="spec">
        <div className="card specimen">
          <Timetable day={SPECIMEN} violations={[]} />
        </div>
        <dl className="keys">
          <div>
            <dt>
              <Seal reading={readCount(20)} size={34} />
            </dt>
            <dd>
              <b>The seal</b> has twenty marks, one for each rule. It closes only when all twenty hold.
            </dd>
          </div>
          <div>
            <dt className="num kt">16:45</dt>
            <dd>
              <b>Arrival in bold</b>, departure below. A walk that would make you late is marked in red.
            </dd>
          </div>
          <div>
            <dt>
              <i className="dots" />
            </dt>
            <dd>
              <b>Dots</b> are on foot, a solid line rides, stripes are a train.
            </dd>
          </div>
          <div>
            <dt className="ok">
              <CheckIcon size={16} weight="bold" aria-hidden />
            </dt>
            <dd>
              <b>Hours</b> compared with your visit on that date, holidays included.
            </dd>
          </div>
          <div>
            <dt className="faint">
              <BookOpenIcon size={20} aria-hidden />
            </dt>
            <dd>
              <b>Provenance</b>: from the catalogue, suggested by a model, or added by you.
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}

/** All twenty, in the order of the seal's ticks. */
export function TwentyRules() {
  return (
    <section className="wrap rules" aria-labelledby="rules-head">
      <h2 id="rules-head">The twenty rules</h2>
      <ol>
        {RULES.map(({ rule, label }) => (
          <li key={rule}>
            <span className="num">{rule}</span>
            {label}
          </li>
        ))}
      </ol>
    </section>
  );
}

const WAYS_OUT = [
  { label: 'Home by 19:30 instead', amount: 0 },
  { label: 'Leave out Quinta da Regaleira', amount: -4_000 },
  { label: 'One more day', amount: 21_840 },
];

/** A clash of wishes and what each way out costs. */
export function Clash() {
  return (
    <section className="wrap cant" aria-labelledby="clash-head">
      <div>
        <h2 id="clash-head">When it can’t be done, you learn why</h2>
        <p className="soft">
          Other planners quietly drop a wish. Here you get the smallest set of wishes that clash, and what each way out costs.
        </p>
      </div>
      <div className="card clash">
        <p className="h">
          <WarningCircleIcon size={20} weight="fill" aria-hidden />
          <span>Sintra, a slow pace and home by 18:00 do not fit into one Sunday.</span>
        </p>
        <ul>
          {WAYS_OUT.map(({ label, amount }) => (
            <li key={label}>
              <b>{label}</b>
              <Money value={{ amount, currency: 'EUR' }} signed />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
