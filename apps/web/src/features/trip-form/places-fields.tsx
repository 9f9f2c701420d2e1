import { PlusIcon } from '@phosphor-icons/react';
import type { Failure } from '../../lib/failure.ts';
import { Button } from '../../ui/button.tsx';
import type { Draft } from './draft.ts';
import type { FormErrors } from './draft-to-request.ts';
import { DestinationField, FurtherPlace, NightsField } from './destination-field.tsx';

const MOST = 10;

/** Where to, and where to after that. `choices` are the places a name may have meant, one press each. */
export function PlacesFields({
  draft,
  change,
  errors,
  choices,
}: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errors: FormErrors;
  choices: Failure['choices'];
}) {
  const { places } = draft;
  const set = (index: number, part: Partial<Draft['places'][number]>) =>
    change({ places: places.map((place, at) => (at === index ? { ...place, ...part } : place)) });
  const [first, ...further] = places;
  const start = first ?? { key: 0, name: '', nights: '' };
  const asked = places.findIndex((_, index) => errors[`destinations.${index}.name`] !== undefined);
  return (
    <div className="full places">
      <div className={further.length > 0 ? 'first-nights' : undefined}>
        <DestinationField
          label="Where to"
          value={start.name}
          onChange={(name) => set(0, { name })}
          error={errors['destinations.0.name'] ?? errors['destinations']}
        />
        {further.length > 0 && (
          <NightsField value={start.nights} onChange={(nights) => set(0, { nights })} error={errors['destinations.0.nights']} />
        )}
      </div>
      {further.map((place, at) => (
        <FurtherPlace
          key={place.key}
          index={at + 1}
          name={place.name}
          nights={place.nights}
          onName={(name) => set(at + 1, { name })}
          onNights={(nights) => set(at + 1, { nights })}
          onRemove={() => change({ places: places.filter(({ key }) => key !== place.key) })}
          errors={{ name: errors[`destinations.${at + 1}.name`], nights: errors[`destinations.${at + 1}.nights`] }}
        />
      ))}
      {choices.length > 0 && (
        <fieldset className="choices" aria-label="Which one?">
          {choices.slice(0, 6).map((choice) => (
            <Button
              key={`${choice.lat} ${choice.lon}`}
              size="sm"
              onClick={() =>
                set(Math.max(0, asked), { name: [choice.name, choice.region, choice.country].filter((part) => part !== '').join(', ') })
              }
            >
              {[choice.name, choice.region, choice.country].filter((part) => part !== '').join(', ')}
            </Button>
          ))}
        </fieldset>
      )}
      {places.length < MOST && (
        <div className="under">
          <Button
            variant="quiet"
            size="sm"
            onClick={() => change({ places: [...places, { key: Math.max(...places.map(({ key }) => key)) + 1, name: '', nights: '' }] })}
          >
            <PlusIcon size={16} weight="bold" aria-hidden />
            Add a place
          </Button>
        </div>
      )}
    </div>
  );
}
