import type { DestinationHit } from '@tripmaster/contracts';
import { MapPinIcon, XIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { plural } from '../../lib/format.ts';
import { queries } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field, TextInput } from '../../ui/field.tsx';

/** How a proposed place is written into the field (the server reads it back): with its region only where another of its name is near. */
function placeText({ name, region, country, countryName }: DestinationHit, among: readonly DestinationHit[]): string {
  const namesakes = among.filter((hit) => hit.name === name && hit.country === country).length > 1;
  return [name, namesakes ? region : '', countryName].filter((part) => part !== '').join(', ');
}

/** One city, with proposals from the gazetteer while it is typed. What is typed may also stand as it is. */
export function DestinationField({
  label,
  value,
  onChange,
  error,
  hint,
  optional = false,
  className,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  error?: string | undefined;
  hint?: string;
  optional?: boolean;
  className?: string;
}) {
  const [typed, setTyped] = useState('');
  const asked = useSettled(useDeferredValue(typed.trim()), 150);
  const found = useQuery(queries.destinations(asked));
  const current = typed.trim().length >= 2 && found.data !== undefined ? found.data : [];
  return (
    <Field label={label} error={error} optional={optional} className={className} {...(hint !== undefined && { hint })}>
      <Combobox
        value={value}
        onChange={(text) => {
          setTyped(text);
          onChange(text);
        }}
        items={current}
        keyOf={(hit) => `${hit.name} ${hit.lat} ${hit.lon}`}
        onPick={(hit) => {
          setTyped('');
          onChange(placeText(hit, current));
        }}
        status={statusOf(typed, found.isFetching, found.isError, current.length)}
        icon={<MapPinIcon size={20} aria-hidden />}
        placeholder="City"
        render={(hit) => (
          <>
            <MapPinIcon size={20} aria-hidden />
            <span>
              {hit.name}
              <small>{[hit.region === hit.name ? '' : hit.region, hit.countryName].filter((part) => part !== '').join(', ')}</small>
            </span>
            {hit.guide !== undefined && <small>hours and prices known</small>}
          </>
        )}
      />
    </Field>
  );
}

function statusOf(typed: string, searching: boolean, failed: boolean, found: number): string {
  if (typed.trim().length < 2) return '';
  if (found > 0) return plural(found, 'place');
  if (failed) return 'The list of places can’t be reached. You can type the name.';
  return searching ? 'Searching' : `No place called “${typed.trim()}” is known.`;
}

/** `value` once it has stood still for `ms`. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** A further stop on the way, with its nights and a way to take it out. */
export function FurtherPlace({
  index,
  name,
  nights,
  onName,
  onNights,
  onRemove,
  errors,
}: {
  index: number;
  name: string;
  nights: string;
  onName: (text: string) => void;
  onNights: (text: string) => void;
  onRemove: () => void;
  errors: { name?: string | undefined; nights?: string | undefined };
}) {
  return (
    <div className="further">
      <DestinationField label={`Then, place ${index + 1}`} value={name} onChange={onName} error={errors.name} />
      <NightsField value={nights} onChange={onNights} error={errors.nights} />
      <Button variant="quiet" icon aria-label={`Take out place ${index + 1}`} onClick={onRemove}>
        <XIcon size={20} aria-hidden />
      </Button>
    </div>
  );
}

export function NightsField({ value, onChange, error }: { value: string; onChange: (text: string) => void; error?: string | undefined }) {
  return (
    <Field label="Nights" error={error}>
      <TextInput
        className="num"
        inputMode="numeric"
        placeholder="any"
        value={value}
        maxLength={2}
        onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
      />
    </Field>
  );
}
