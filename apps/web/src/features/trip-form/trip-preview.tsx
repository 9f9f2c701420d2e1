import type { PlanPreview } from '@tripmaster/contracts';
import { InfoIcon } from '@phosphor-icons/react';
import { useEffect, useRef } from 'react';
import { formatDate, plural, readableDates } from '../../lib/format.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Ledger } from '../../ui/ledger/ledger.tsx';
import { Note } from '../../ui/marks.tsx';
import { readCount, readVerification, type SealReading, sealHeadline } from '../../ui/seal/geometry.ts';
import { Seal } from '../../ui/seal/seal.tsx';
import { Timetable } from '../../ui/timetable/timetable.tsx';
import './trip-form.css';

/** The first day of a plan nobody has signed in for, with its seal and sum, and the way to the rest. */
export function TripPreview({ preview, people }: { preview: PlanPreview; people: number }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }, []);
  const reading = readPreview(preview);
  const { firstDay, dayCount } = preview;
  const shown = new Set(firstDay.items.map(({ id }) => id));
  return (
    <section className="wrap preview" aria-labelledby="preview-head">
      <div className="preview-head">
        <div>
          <p className="kick num">Day 1 of {dayCount}</p>
          <h2 id="preview-head" ref={head} tabIndex={-1}>
            {preview.title}
          </h2>
        </div>
      </div>
      <div className="preview-cols">
        <div className="card preview-day">
          <h3>
            {formatDate(firstDay.date, true)}, {firstDay.city}
          </h3>
          <Timetable day={firstDay} violations={preview.violations.filter(({ itemIds }) => itemIds.some((id) => shown.has(id)))} />
        </div>
        <div className="preview-side">
          <div className="card pad preview-invite">
            <h3>
              {dayCount === 1
                ? 'Keep this plan'
                : `${plural(dayCount - 1, 'more day')} ${dayCount === 2 ? 'is' : 'are'} worked out the same way`}
            </h3>
            <p className="small soft">
              With an account the whole plan is made and kept: every day, the map, files for your calendar. What you typed comes along.
            </p>
            <ButtonLink variant="primary" size="big" block to="/sign-up" search={{ next: '/new' }}>
              Open an account
            </ButtonLink>
            <ButtonLink block to="/sign-in" search={{ next: '/new' }}>
              I have one
            </ButtonLink>
          </div>
          <div className="card pad preview-seal">
            <Seal reading={reading} size={92} />
            <div>
              <b className={reading.state === 'open' ? 'broken' : 'ok'}>{sealHeadline(reading)}</b>
              <p className="small soft">Checked for the whole trip, not only for this day.</p>
            </div>
          </div>
          <div className="card pad">
            <Ledger budget={preview.budget} people={people} />
          </div>
          {preview.notices.map(({ code, message }) => (
            <Note key={`${code} ${message}`} icon={InfoIcon} tone={code === 'assumption' ? 'plain' : 'tight'}>
              {readableDates(message)}
            </Note>
          ))}
        </div>
      </div>
    </section>
  );
}

/** Which rules are broken is known from the violations, how many from the count. */
function readPreview({ rulesHolding, violations }: PlanPreview): SealReading {
  const broken = new Set(violations.filter(({ severity }) => severity === 'error').map(({ rule }) => rule));
  const rules = Array.from({ length: 20 }, (_, index) => index + 1).map((rule) => ({
    rule,
    name: '',
    holds: !broken.has(rule),
    checked: 0,
    unknown: 0,
    evidence: [],
  }));
  const reading = readVerification({ rules, stale: false });
  return reading.holding === rulesHolding ? reading : { ...readCount(rulesHolding), marks: reading.marks };
}
