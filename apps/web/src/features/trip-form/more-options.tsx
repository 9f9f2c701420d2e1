import { Chips, Segmented } from '../../ui/choice.tsx';
import { Checkbox, Field, TextArea, TextInput } from '../../ui/field.tsx';
import { DestinationField } from './destination-field.tsx';
import type { Draft } from './draft.ts';
import type { FormErrors } from './draft-to-request.ts';
import { ACCESS_OPTIONS, DIET_OPTIONS, STYLE_OPTIONS } from './labels.ts';

/** Paths of the fields in here, so that an error among them opens the panel. */
export const MORE_PATHS = ['origin', 'arrivalTime', 'departureTime', 'dayStart', 'dayEnd', 'notes', 'dietary', 'accessibility', 'style'];

/** What most trips do without. */
export function MoreOptions({
  id,
  draft,
  change,
  errors,
}: {
  id: string;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errors: FormErrors;
}) {
  const time = (name: 'arrivalTime' | 'departureTime' | 'dayStart' | 'dayEnd', label: string) => (
    <Field label={label} error={errors[name]}>
      <TextInput type="time" value={draft[name]} onChange={(event) => change({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <div id={id} className="full more">
      <p className="full small soft">What you leave open here is chosen for you.</p>
      <Field label="Comfort" group className="full">
        <Segmented options={STYLE_OPTIONS} value={draft.style} onChange={(style) => change({ style })} />
      </Field>
      <Field label="Diet" group className="full">
        <Chips options={DIET_OPTIONS} value={draft.dietary} onChange={(dietary) => change({ dietary })} />
      </Field>
      <Field label="Access" group className="full">
        <Chips options={ACCESS_OPTIONS} value={draft.accessibility} onChange={(accessibility) => change({ accessibility })} />
      </Field>
      <DestinationField
        className="full"
        label="Travelling from"
        value={draft.origin}
        onChange={(origin) => change({ origin })}
        error={errors['origin']}
      />
      {time('arrivalTime', 'Arrival, first day')}
      {time('departureTime', 'Departure, last day')}
      {time('dayStart', 'Days begin')}
      {time('dayEnd', 'Days end')}
      <div className="full">
        <Checkbox
          label="The budget also pays for getting there and back"
          checked={draft.includesTransport}
          onChange={(event) => change({ includesTransport: event.target.checked })}
        />
      </div>
      <Field
        className="full"
        label="Anything else"
        error={errors['notes']}
        hint="Bookings that must stay, people to see, things to leave out."
      >
        <TextArea rows={3} maxLength={4_000} value={draft.notes} onChange={(event) => change({ notes: event.target.value })} />
      </Field>
    </div>
  );
}
