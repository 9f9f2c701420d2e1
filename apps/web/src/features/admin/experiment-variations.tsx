import { PlusIcon, TrashIcon } from '@phosphor-icons/react';
import { Button } from '../../ui/button.tsx';
import { ErrorText, Field, TextInput } from '../../ui/field.tsx';
import css from './admin.module.css';
import { KeyField } from './code-fields.tsx';
import { newVariation, type VariationDraft } from './experiment-draft.ts';

const [FEWEST, MOST] = [2, 10];

/** The values that are tried, each with its name and its part of the people. */
export function VariationFields({
  variations,
  errors,
  onChange,
}: {
  variations: readonly VariationDraft[];
  errors: Readonly<Record<string, string>>;
  onChange: (variations: VariationDraft[], ...fields: string[]) => void;
}) {
  const all = Object.keys(errors).filter((field) => /^design\.(variations|weights)\./.test(field));
  return (
    <fieldset className={css.alertform}>
      <legend>Variations</legend>
      <p className="small soft">The first is what there is today; the others are compared with it. Their parts add up to 100.</p>
      {variations.map((variation, at) => {
        const set = (part: Partial<VariationDraft>, ...fields: string[]) =>
          onChange(
            variations.map((other) => (other.id === variation.id ? { ...other, ...part } : other)),
            ...fields,
          );
        return (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset within one would be read twice
          <div key={variation.id} role="group" aria-label={`Variation ${at}`} className={css.rowform}>
            <Field label={at === 0 ? 'Name of what there is' : 'Name'} error={errors[`design.variations.${at}.name`]}>
              <TextInput
                maxLength={60}
                value={variation.name}
                onChange={({ target }) => set({ name: target.value }, `design.variations.${at}.name`)}
              />
            </Field>
            <KeyField
              label="Value, as JSON"
              error={errors[`design.variations.${at}.value`]}
              most={10_000}
              value={variation.value}
              onChange={(value) => set({ value }, `design.variations.${at}.value`)}
            />
            <Field label="Part, %" error={errors[`design.weights.${at}`]}>
              <TextInput
                inputMode="decimal"
                value={variation.weight}
                onChange={({ target }) => set({ weight: target.value }, `design.weights.${at}`, 'design.weights')}
              />
            </Field>
            {variations.length > FEWEST && (
              <Button
                icon
                variant="quiet"
                aria-label={`Remove variation ${at}`}
                onClick={() =>
                  onChange(
                    variations.filter(({ id }) => id !== variation.id),
                    ...all,
                    'design.weights',
                  )
                }
              >
                <TrashIcon size={20} aria-hidden />
              </Button>
            )}
          </div>
        );
      })}
      {errors['design.weights'] !== undefined && <ErrorText>{`The parts: ${errors['design.weights']}`}</ErrorText>}
      {variations.length < MOST && (
        <p>
          <Button size="sm" onClick={() => onChange([...variations, newVariation()])}>
            <PlusIcon size={20} aria-hidden />
            Add a variation
          </Button>
        </p>
      )}
    </fieldset>
  );
}
