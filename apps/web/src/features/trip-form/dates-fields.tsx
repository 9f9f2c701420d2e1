import { addDays } from '@tripmaster/contracts';
import { formatMonth, plural, today } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Stepper } from '../../ui/choice.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import type { Draft } from './draft.ts';
import { endAfterMove, type FormErrors } from './draft-to-request.ts';

type Part = { draft: Draft; change: (part: Partial<Draft>) => void; errors: FormErrors };

/** First and last day; or, where only the month is known, the month and how long. */
export function DatesFields({ draft, change, errors }: Part) {
  const byMonth = draft.datesBy === 'month';
  return (
    <>
      {byMonth ? (
        <>
          <Field label="Month" error={errors['dates.month']}>
            <Select value={draft.month} onChange={(event) => change({ month: event.target.value })}>
              <option value="">Choose</option>
              {nextMonths(18).map((month) => (
                <option key={month} value={month}>
                  {formatMonth(month)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="How long" group error={errors['dates.days']}>
            <Stepper value={draft.days} min={1} max={60} one="day" text={plural(draft.days, 'day')} onChange={(days) => change({ days })} />
          </Field>
        </>
      ) : (
        <>
          <Field label="From" error={errors['dates.start']}>
            <TextInput
              type="date"
              min={today()}
              max={addDays(today(), 1_095)}
              value={draft.start}
              onChange={({ target: { value } }) => change({ start: value, end: endAfterMove(draft, value) })}
            />
          </Field>
          <Field label="To" error={errors['dates.end']}>
            <TextInput
              type="date"
              min={draft.start === '' ? today() : draft.start}
              value={draft.end}
              onChange={(event) => change({ end: event.target.value })}
            />
          </Field>
        </>
      )}
      <div className="full under">
        <Button variant="quiet" size="sm" onClick={() => change({ datesBy: byMonth ? 'days' : 'month' })}>
          {byMonth ? 'I know the dates' : 'Only the month is known'}
        </Button>
      </div>
    </>
  );
}

function nextMonths(count: number): string[] {
  const [year = 0, month = 1] = today().split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const at = month - 1 + index;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

const AGES = Array.from({ length: 18 }, (_, age) => String(age));

/** Who travels. Children's ages matter: for prices, for rests, for bedtime. */
export function TravellersFields({ draft, change, errors }: Part) {
  const { adults, childrenAges } = draft;
  const setChildren = (count: number) => change({ childrenAges: Array.from({ length: count }, (_, index) => childrenAges[index] ?? '') });
  return (
    <>
      <Field label="Adults" group error={errors['travellers.adults']}>
        <Stepper value={adults} min={1} max={20 - childrenAges.length} one="adult" onChange={(next) => change({ adults: next })} />
      </Field>
      <Field label="Children" group>
        <Stepper
          value={childrenAges.length}
          min={0}
          max={Math.min(19, 20 - adults)}
          one="child"
          text={childrenText(childrenAges)}
          onChange={setChildren}
        />
      </Field>
      {childrenAges.length > 0 && (
        <div className="full ages">
          {childrenAges.map((age, index) => (
            <Field
              key={index}
              label={childrenAges.length === 1 ? 'Age of the child' : `Age of child ${index + 1}`}
              error={errors[`travellers.childrenAges.${index}`]}
            >
              <Select value={age} onChange={(event) => change({ childrenAges: childrenAges.with(index, event.target.value) })}>
                <option value="">Choose</option>
                {AGES.map((one) => (
                  <option key={one} value={one}>
                    {one === '0' ? 'under 1' : one}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
      )}
    </>
  );
}

function childrenText(ages: readonly string[]): string {
  const known = ages.filter((age) => age !== '');
  if (ages.length === 0) return 'None';
  return known.length === ages.length ? `${ages.length}, age ${known.join(', ')}` : String(ages.length);
}
